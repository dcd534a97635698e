"""The words of German names of carriers and offers that say little, say the same, or tell two houses apart.

Written as people write them; folded when read, so ``Diözese``, ``Dioezese`` and ``DIOEZESE`` are one entry.
"""

from __future__ import annotations

import re

from nestwerk.matching.text import fold, words_of

# Several words for one: the long form as it is written, then the one word that stands for it.
_PHRASES = {
    "deutsches rotes kreuz": "drk", "deutschen roten kreuzes": "drk", "rotes kreuz": "drk",
    "arbeiter samariter bund": "asb", "arbeiterwohlfahrt": "awo", "johanniter unfall hilfe": "johanniter",
    "malteser hilfsdienst": "malteser", "diakonisches werk": "diakonie", "diakonischen werks": "diakonie",
    "diakonischen werkes": "diakonie", "deutscher kinderschutzbund": "kinderschutzbund",
    "der kinderschutzbund": "kinderschutzbund",
    "sozialdienst katholischer frauen": "skf", "sozialdienst kath frauen": "skf", "pro familia": "profamilia",
    "donum vitae": "donumvitae", "christlicher verein junger menschen": "cvjm", "deutscher familienverband": "dfv",
    "deutscher paritatischer wohlfahrtsverband": "paritat", "der paritatische": "paritat",
    "internationaler bund": "ib", "max planck institut": "mpi", "evangelisch lutherische": "evangelisch",
    "ev luth": "evangelisch", "kinder tages statte": "kita", "kreis verband": "kreisverband",
    "fruhe hilfen": "fruhehilfen", "frühe hilfe": "fruhehilfen", "eltern kind": "elternkind",
    "mutter kind": "elternkind",
    "vater kind": "vaterkind",
}  # fmt: skip

# One spelling for each of these; the first word of a line stands for the rest.
_SAME = """
kita kindertagesstätte kindertagesstätten kindertageseinrichtung kindertageseinrichtungen tageseinrichtung
kita kiga kindergarten kindergärten tagesstätte børnehave kinderstube
krippe kinderkrippe krippenhaus
waldkita waldkindergarten waldkiga waldkindergärten
naturkita naturkindergarten naturkiga
evangelisch evangelische evangelischer evangelisches evangelischen ev luth lutherisch lutherische lutherischen evluth
katholisch katholische katholischer katholisches katholischen kath rk
städtisch stadt landeshauptstadt städtische städtischer städtisches städtischen städt kommunal kommunale
städtisch kommunaler kommunales
integrativ integrative integrativer integratives integr integration inklusiv inklusive inklusives
integrativ heilpädagogisch heilpädagogische
drk rotkreuz
awo arbeiterwohlfahrt
caritas caritasverband caritasverbandes
diakonie diako diakoniewerk diakonisch diakonische
kinderschutzbund dksb ksb
johanniter juh
malteser mhd
st sankt skt
vhs volkshochschule
fbs familienbildungsstätte
familienzentrum fz famz familienzentren
familienhaus fh
schülerclub schülerklub
kreisverband kv
ortsverband ov ortsverein
landesverband lv
bezirksverband bv
krabbelgruppe krabbelgruppen krabbeltreff spielgruppe miniclub
elternkind mutterkind ekg eltern-kind-gruppe
schwangerenberatung schwangerschaftsberatung schwangerschaftsberatungsstelle schwangerenberatungsstelle
erziehungsberatung erziehungsberatungsstelle
beratung beratungsstelle beratungsstellen beratungszentrum
seniorenbegegnung sbst seniorenbegegnungsstätte
babymassage säuglingsmassage
elterncafé elterncafe babycafé babycafe familiencafé familiencafe stillcafé
flensburg flbg
gottesdienst gottesdienste
"""

# What a body is called in law, who bears it and what every second name has: says nothing about which one it is.
_EMPTY = """
ev gmbh ggmbh gug ug gag ag gbr ohg kg eg mbh gemeinnützig gemeinnützige gemeinnütziger gemeinnütziges
haftungsbeschränkt
träger trägerverein trägerschaft eingetragener verein körperschaft
der die das des dem den ein eine einer eines und oder u an am im in ins zu zum zur für von vom mit bei beim auf aus dr
of the for og
"""

# The kind of house or offer: two names with other kinds are two offers; the same kind alone makes no duplicate.
_KINDS = """
kita krippe hort kinderhaus familienzentrum familienhaus bibliothek stadtbibliothek beratung
schwangerenberatung schwangerschaftskonfliktberatung erziehungsberatung familienberatung krabbelgruppe
elternkind elterncafé stillgruppe babymassage pekip
rückbildung geburtsvorbereitung yoga förderverein förderkreis freunde freundeskreis naturkita
waldkita naturgruppe waldgruppe schulstation schülerclub schulsozialarbeit bürgeramt vuggestue ungdomshus vorschule
jugendclub jugendtreff jugendzentrum seniorenbegegnung seniorenbüro museum galerie kirche café hotel
vaterkind väter mütter mädchen jungen zwillinge trauer sprachkurs elternkurs sprechstunde hebamme fruhehilfen
"""

# Kinds that go together in one house, so that one of them may be missing in the other list.
_TOGETHER = "kita kinderhaus familienzentrum familienhaus"

# Second halves of compounds that are a kind of their own: ``Waldorfkindergarten`` is a Kita with Waldorf in its name.
_ENDINGS = """
kindergarten kindertagesstätte kita krippe kinderkrippe hort kinderhaus familienzentrum bibliothek beratungsstelle
krabbelgruppe spielgruppe sprechstunde elterncafé hebamme
"""

# Houses a name may mention without the offer being one.
_ROOMS = "schule grundschule oberschule gymnasium kirche"

# What such a name has beside its kind without saying which house it is.
_GENERIC = """
evangelisch katholisch städtisch integrativ gemeinde kreis landkreis haus zentrum einrichtung projekt angebot
angebote gruppe treff kurs kurse offen offene offener offenes kinder kind jugend jugendliche familie familien
eltern baby babys
kirche kirchengemeinde kirchenkreis kreisverband ortsverband landesverband bezirksverband regionalverband verband
stiftung gesellschaft werk dienst dienste jugenddienste betrieb eigenbetrieb amt abteilung sachgebiet sg referat
verein vereine standort jfe st freie freier freies natur wald str platz weg allee sozial soziale soziales
"""

# Words that tell two otherwise equal names apart.
_MARKS = """
nord süd ost west mitte nordost nordwest südost südwest groß große großer großes klein kleine kleiner kleines
alt alte neu neue ober unter innen außen eins zwei drei vier rot blau grün gelb
montag dienstag mittwoch donnerstag freitag samstag sonntag montags dienstags mittwochs donnerstags freitags
samstags vormittag nachmittag
vormittags nachmittags anfänger fortgeschrittene nebenstelle außenstelle zweigstelle filiale
"""

_CARRIERS = """
evangelisch katholisch städtisch drk awo asb caritas diakonie kinderschutzbund johanniter malteser lebenshilfe skf
paritat profamilia donumvitae adelby wabe sdu skoleforening ads humanistischer waldorf montessori
"""

# Behind these words stands where something is or what it belongs to: ``Museum im Haus am See``.
_BELONGS = "im in am an bei beim der des vom von"

EMPTY = words_of(_EMPTY)
BELONGS = words_of(_BELONGS)
CHURCH = words_of(
    "evangelisch katholisch kirche kirchengemeinde kirchlich kirchliche pfarrei pfarrgemeinde kirchenkreis"
)
KINDS = words_of(_KINDS)
TOGETHER = words_of(_TOGETHER)
GENERIC = words_of(_GENERIC)
MARKS = words_of(_MARKS)
CARRIERS = words_of(_CARRIERS)
SAME = {fold(word): fold(line.split()[0]) for line in _SAME.strip().splitlines() for word in line.split()}
ROOMS = words_of(_ROOMS)
ENDINGS = tuple(sorted(words_of(_ENDINGS), key=len, reverse=True))
PHRASES = {tuple(text.split()): fold(short) for text, short in _PHRASES.items()}
ROMAN = {"I": "1", "II": "2", "III": "3", "IV": "4", "V": "5", "VI": "6", "VII": "7", "VIII": "8"}
LEGAL = re.compile(r"\b[eE]\.\s?[vV]\b\.?|\be\s?V\b\.?|\b[eE]\.\s?G\b\.?|\beG\b")
SUPPORTERS = words_of("förderverein förderkreis freundeskreis freunde förderer")
