"""Names of German places that are ordinary words as well: they count as a place only after "in", "bei", "aus" …"""

from __future__ import annotations

from nestwerk.matching.text import words_of

ORDINARY = words_of(
    """
asseln klötze monster weida
achim ahorn alf alpen altenheim altstadt anger anschau apen arft art asche au aub aue auen bach bahn bald bank bark baum
bell
benz berg berge bergen bescheid besitz biere binden bindet binnen bitten bitz blender boden bogen bohlen bohne bohnen
boren borg borger born brand braun brauch breit bremm brest brücken bruch bruck brunn brunnen buch bucha buchen
buchholz burg büren bürgerpark clingen cham dahlen damen damm damme datteln daun deutz dill dissen dolle dorf dorfen
dreieck ebene ecke egg egge ehr eich eichen eigen einhausen einig eisen eixen elbe elben elend elz ende engel engen
enger erden ernst ersten esch eschen essel essen esse fahren faid feld fell fellen filz fisch fitzen flein floss forst
frei freistatt freden fretter frucht fuhr furt furth füssen fussen gallus gans garten gartenstadt garz gast geist
geldern gering gersten geste gesees gesundbrunnen giesen glashütte glatt glatten gold gottesgabe graben grana grande
graue grau grieben gries grob gross grube grün grund güsten guter gut haag haale haan haar hafen hagen hahn hain halbe
halbs hall halle haller halt halver hamm hammer hardt haren harz hase hasel hassel hast haste hatten hauptbahnhof
hauptfriedhof haus hausen hausten häusern heck heerstraße heide heiden heil heim heist held helle hell hemd hemmer
herborn herl herold herz hilden hille hilter hinte hirten hof hofer hofkirchen hohe hohn holle hollen holm holz
hopsten horn horst hort hude hummel hund hungen husten hutten hütten igel immer inden industriegebiet insel irrel isen
jade jagel jessen jucken jung jungen kahl kalk kalkofen kall kalt kamen kamin kammer kandel kapellen kappel karl
kasten kehl keller kell kempen kenn kerben kern kessel kirchdorf kirchen kist klamp klausen klein klinge klings klink
kluse koch kogel kohlen kommen konken kopp korb kork kosel krempe krempel kreuz kropp küche kuchen kuhlen kummer kunst
küps kusel küsten laage lachen lage lahr lam lamm land landrecht lang lange langen langweiler lanz lanze last lauf
laufen lauter leben leck lederhose leer leese lehen lehm lehmen lehre leimen leisel lenzen lich licht lichte lieb
lieben lieblos lieg lieser linda linden linse list lob lobe lohn lohne löhne loose loop loss lose lotte luder luft lug
lunden lust lutter machern mai malsch mandel mantel maria mark markt marl marten marx mauer mauern mehren meine melle
menden mengen menz merken messe messel messingen metten micheln milz mitte mohn moos mors much mucken mühlen mund munk
murr musik mützel nack nackt nagel nah nahe name nass nasse nebel neef nehren nest nette netze neu neue neuland
neustadt new nister nord norden nordstadt nubbel nuss nüsse oberau oberstadt ochsen ohne ohren orbis ort ost osten
ostern oststadt otter owen pahl paradies pausa pech petting pfeife plate platten platz plein poing poll pommern posing
post pracht prem puls quell rabe rad rade radbruch rahm rain rast rat raten rath rauen raum rech recht recke reden
regen reh reich reif reiff reil reken rhede ried riegel rind ring ringe rock roden rohr rom ros rosa rosche rosen rot
roth rotte rott ruder ruhe ruhen rund runkel rust saal saat sack salem salm salz salzen samen samern sand sande sassen
scheid scheuern schieren schinkel schlaf schlag schlangen schlegel schleich schleife schlitz schmelz schmiede schmitt
schnee schon schön schotten schrot schuld schüren schutz schwall schwan schwarme schwarz schwarzen schwollen see
seelen sehen sehnde seifen seil selb selters senden sicher siegen sinn sitters solde sommerloch sonne sonnen sorge
sorgen spalt spay speicher spiel sporen sprung springe stab stade stadt stadtkern stapel staud steig stein steinen
stelle stemmen steht stiege still stöcken stolz storch stößen strand strande strom strukturen stubben stück süd
südstadt sulz tag talkau tamm tanne tante taube tauche taufe tegel teich test thal thale thema thür tief tiergarten
tisch tod topf topen torf train treben treten treuen tritt trog trub uder uhr uhlen umme usch velen venusberg viereck
vogt volk vorwerk vorst waal wachs wade wagen wahl wahn wahns wald wall wallen wand wandern wang wangen wanne wann
warder waren warm warme warte wasser weber wedel weg wehr weibern weich weichs weide weiden weil weiler wein weinberg
weingarten weisen weiss weit weite weiten welle wellen welt wende wenden werben werda werden werder werk weste westen
westend weststadt wetter wied wieder wiege wiek wies wiese wiesen wille wind winde windeln winden winter winzer wir
wisch wissen witz woche wohl wohnen wolde wolken wort worth wrist wunder wurf wüste zahn zahna zange zart zehn zeil
zeit zell zelle zemmer zentrum zier ziege zimmer zimmern zinna zoo zorge zug anne arm ast barn baby mein hier anna
elsa emma ella lina lena mia ida ben leon paul max karla otto hans franz heinz peter michael martin more here there
nice bad best time train home rain sand can calm man men sun all old park care aid well loose wall work ana baba abi
kale elma kim sen evim ali aylan erden hemer here lose macken mast messen mehr molle mutter narben norm nuss ober oder
paare pass pfand rest rose saure satz schiff schilf schweiz schwester siel solo span stall star steg stern stier stift
stock taufkirchen teil tier tor tracht traum turm ufer ungarn vater verband vorort wache walde walze warze waschen
wecker weiher wende wette winkel wirt wolf wolle zaun ziel zoll zweck eltern kinder kindern familie hilfe beratung
"""
)

# After one of these the last word of a question is a city, whatever else it means: "hebamme essen", "jugendamt halle".
OFFICES = words_of(
    """
    hebamme hebammen familienhebamme kinderarzt kinderärztin kinderärzte frauenarzt frauenärztin geburtsklinik
    geburtshaus jugendamt gesundheitsamt frauenhaus beratungsstelle schwangerenberatung schwangerschaftsberatung
    familienberatung erziehungsberatung schuldnerberatung suchtberatung schreiambulanz familienzentrum midwife
    """
)

# Words of other languages that sound like a German place: they never are one.
NO_NAMES = words_of(
    """
    раздать виден видно варто знати гриб грибов таємниці разделе розділі подробно подробнее календарь календаре сети
    мережі мережах листе листі записи список списке устройстве пристрої страница страницы сайте картинки карты комнаты
    кімнати письменно числе центре центрі беде біді гости гостях магазине магазині машине машині работе роботі
    ذلك إلينا الينا والديك التوت توت تظهر ولم هنا سام رأيك عرض كله لكي شعار تضييق اخنق البحث التطبيق
    рот роті листа листі можете земле віку віці їсти
    شبكة الشبكة قراءة بطارية حركة صفحة ورقة بلدي بيتي بيتنا بيت شغلي عيلة
    плачь пяти крови только колодце бишкека августе голландии приму дыркой шесть рулем группе ворде классе желтую колись
    ніжки блендером камінь кожного криниці неї рождєнієм памперсах кишені роддому гіпсокартону машинки гризе дурень
    групи зайду дорослого кордон стейку ворд годіка бейджиком серпні свекра свекрухи садіку садику дитсадку
    التفكير امبارح مبارح مصر الفترة فترة طرف بصته باب بولدين بترجف الجبل بمركز مركز ووزنه القنفة
    kresin border handover hangover monster
    кашел толко лотсін роддомі альтенхаймі
    подъезде порядке пятницу пятницы пятница пятніцу пятніци пятниці пятницю кольцо кільцо
    жалко чорно черно трійкою крамниці крамницю дельфіна штарке шальке بالدرج جنب بتشوف تشوف
    """
)
