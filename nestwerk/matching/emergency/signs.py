"""Medical signs that lead to 112 or 116 117 before anything else, with the words the page shows.

The wording is to be approved by a paediatrician and a midwife (docs/clinical-wording.md carries the same texts and
the sources of the facts).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sign:
    """A medical sign: ``call`` is the number that comes first, ``text`` is worded for de, de-einfach and en."""

    code: str
    call: str  # "112" or "116117"
    text: Mapping[str, str]


def _sign(code: str, call: str, german: str, plain: str, english: str) -> Sign:
    return Sign(code, call, {"de": german, "de-einfach": plain, "en": english})


_ALL = (
    _sign(
        "sign.infant_fever",
        "116117",
        "Fieber ab 38 °C bei einem Baby unter drei Monaten muss noch heute ärztlich angesehen werden. Rufen Sie Ihre "
        "Kinderarztpraxis an, sonst 116 117. Wirkt Ihr Baby schlapp, atmet es schwer oder trinkt es nicht: 112.",
        "Ihr Baby ist jünger als 3 Monate. Es hat 38 Grad oder mehr. Ein Arzt muss das heute sehen. Rufen Sie die "
        "Kinderarzt-Praxis an. Ist die Praxis zu? Dann rufen Sie 116 117 an. Ist Ihr Baby sehr schlapp? Dann rufen "
        "Sie 112 an.",
        "A baby under three months with 38 °C or more must see a doctor today. Call your children's doctor, otherwise "
        "116 117. If your baby is limp, struggles to breathe or does not drink: 112.",
    ),
    _sign(
        "sign.choking",
        "112",
        "Bekommt Ihr Kind schlecht Luft oder kann es nicht mehr husten oder weinen: sofort 112. Die Leitstelle sagt "
        "Ihnen am Telefon, was Sie tun können. Atmet es wieder ruhig, lassen Sie es trotzdem ärztlich ansehen: "
        "116 117.",
        "Bekommt Ihr Kind keine Luft? Rufen Sie sofort 112 an. Man sagt Ihnen am Telefon, was Sie tun können. Atmet "
        "Ihr Kind wieder gut? Ein Arzt soll es trotzdem ansehen. Rufen Sie 116 117 an.",
        "If your child struggles to breathe or can no longer cough or cry: call 112 now. They tell you on the phone "
        "what to do. If the child breathes calmly again, still have it seen by a doctor: 116 117.",
    ),
    _sign(
        "sign.breathing",
        "112",
        "Atmet Ihr Kind schwer, setzt die Atmung aus oder sind die Lippen blau: sofort 112. Nehmen Sie es auf den "
        "Arm und bleiben Sie bei ihm.",
        "Atmet Ihr Kind schwer? Macht es Pausen beim Atmen? Sind die Lippen blau? Rufen Sie sofort 112 an. Bleiben Sie "
        "bei Ihrem Kind.",
        "If your child breathes with difficulty, stops breathing at times or has blue lips: call 112 now. Hold your "
        "child and stay with it.",
    ),
    _sign(
        "sign.pregnancy_bleeding",
        "116117",
        "Blutung in der Schwangerschaft: Rufen Sie gleich Ihre Frauenarztpraxis, Ihre Hebamme oder die Geburtsklinik "
        "an, sonst 116 117. Bei starker Blutung, starken Schmerzen oder Schwindel: 112.",
        "Sie sind schwanger und bluten? Rufen Sie gleich Ihre Frauenarzt-Praxis, die Hebamme oder die Geburtsklinik "
        "an. Oder 116 117. Bluten Sie stark? Haben Sie starke Schmerzen? Rufen Sie 112 an.",
        "Bleeding in pregnancy: call your gynaecologist, midwife or maternity hospital straight away, otherwise "
        "116 117. With heavy bleeding, strong pain or dizziness: 112.",
    ),
    _sign(
        "sign.no_movements",
        "112",
        "Spüren Sie Ihr Kind weniger oder gar nicht mehr, warten Sie nicht ab: Rufen Sie jetzt die Geburtsklinik oder "
        "Ihre Hebamme an und fahren Sie hin, auch nachts. Erreichen Sie niemanden: 112.",
        "Bewegt sich Ihr Baby im Bauch weniger oder gar nicht? Warten Sie nicht. Rufen Sie jetzt die Geburtsklinik an. "
        "Fahren Sie hin, auch nachts. Erreichen Sie niemanden? Rufen Sie 112 an.",
        "If you feel your baby move less or not at all, do not wait: call the maternity hospital or your midwife now "
        "and go there, at night too. If you reach nobody: 112.",
    ),
    _sign(
        "sign.hearing_voices",
        "112",
        "Stimmen hören oder Dinge erleben, die andere nicht wahrnehmen, kann nach einer Geburt vorkommen und ist gut "
        "behandelbar. Es braucht heute noch ärztliche Hilfe: 112. Bleiben Sie bitte nicht allein, holen Sie jemanden "
        "zu sich und zum Baby.",
        "Hören Sie Stimmen? Sehen Sie Dinge, die andere nicht sehen? Das kann nach einer Geburt passieren. Ein Arzt "
        "kann gut helfen. Rufen Sie jetzt 112 an. Bleiben Sie nicht allein. Holen Sie jemanden zu sich und zum Baby.",
        "Hearing voices or noticing things that others do not can happen after a birth and can be treated well. It "
        "needs a doctor today: 112. Please do not stay alone; ask someone to be with you and the baby.",
    ),
    _sign(
        "sign.dehydration",
        "112",
        "Ist Ihr Baby schlapp, lässt es sich kaum wecken oder ist die Windel seit vielen Stunden trocken, braucht es "
        "sofort ärztliche Hilfe: 112. Ist es wach und trinkt noch etwas: Kinderarztpraxis oder 116 117.",
        "Ist Ihr Baby sehr schlapp? Wird es kaum wach? Ist die Windel schon lange trocken? Rufen Sie 112 an. Ist Ihr "
        "Baby wach und trinkt noch etwas? Rufen Sie die Kinderarzt-Praxis oder 116 117 an.",
        "If your baby is limp, hard to wake or has had a dry nappy for many hours, it needs a doctor at once: 112. If "
        "it is awake and still drinks a little: your children's doctor or 116 117.",
    ),
    _sign(
        "sign.head_injury",
        "116117",
        "Nach einem Sturz oder Stoß auf den Kopf: Lassen Sie ein Baby immer ärztlich ansehen, 116 117. War Ihr Kind "
        "bewusstlos, erbricht es, ist es sehr schläfrig, krampft es oder blutet es aus Ohr oder Nase: 112.",
        "Ist Ihr Baby auf den Kopf gefallen? Ein Arzt soll es ansehen. Rufen Sie 116 117 an. War Ihr Kind ohnmächtig? "
        "Bricht es? Ist es sehr müde? Krampft es? Blutet es aus Ohr oder Nase? Rufen Sie 112 an.",
        "After a fall or blow on the head always have a baby seen by a doctor: 116 117. If your child was unconscious, "
        "vomits, is very drowsy, has a seizure or bleeds from ear or nose: 112.",
    ),
    _sign(
        "sign.burn",
        "112",
        "Verbrennung oder Verbrühung bei einem Baby oder Kleinkind: 112. Halten Sie eine kleine Stelle kurz unter "
        "handwarmes Wasser, kein Eis, keine Salbe, und halten Sie Ihr Kind warm.",
        "Hat sich Ihr Kind verbrannt? Rufen Sie 112 an. Halten Sie eine kleine Stelle kurz unter lauwarmes Wasser. "
        "Kein Eis. Keine Creme. Halten Sie Ihr Kind warm.",
        "Burn or scald of a baby or small child: 112. Hold a small spot under lukewarm water for a short time, no ice, "
        "no ointment, and keep your child warm.",
    ),
    _sign(
        "sign.seizure",
        "112",
        "Ein Krampfanfall braucht sofort Hilfe: 112. Halten Sie Ihr Kind nicht fest, räumen Sie harte Dinge weg und "
        "drehen Sie es danach auf die Seite.",
        "Krampft Ihr Kind? Rufen Sie sofort 112 an. Halten Sie Ihr Kind nicht fest. Räumen Sie harte Sachen weg. Legen "
        "Sie es danach auf die Seite.",
        "A seizure needs help at once: 112. Do not hold your child down, move hard things away and turn it on its side "
        "afterwards.",
    ),
    _sign(
        "sign.preterm_labour",
        "112",
        "Wehen oder Fruchtwasser vor der 37. Woche: Rufen Sie jetzt die Geburtsklinik an. Legen Sie sich hin. "
        "Erreichen Sie niemanden oder geht es schnell: 112.",
        "Haben Sie zu früh Wehen? Läuft Wasser aus der Scheide? Rufen Sie jetzt die Geburtsklinik an. Legen Sie sich "
        "hin. Erreichen Sie niemanden? Rufen Sie 112 an.",
        "Contractions or waters breaking before week 37: call the maternity hospital now and lie down. If you reach "
        "nobody or it goes fast: 112.",
    ),
    _sign(
        "sign.preeclampsia",
        "112",
        "Starke Kopfschmerzen, Flimmern vor den Augen, Schmerzen im Oberbauch oder plötzliche Schwellungen in der "
        "Schwangerschaft: Rufen Sie jetzt die Geburtsklinik an, bei starken Beschwerden 112.",
        "Sind Sie schwanger und haben starke Kopfschmerzen? Flimmert es vor den Augen? Tut der Bauch oben weh? Rufen "
        "Sie jetzt die Geburtsklinik an. Geht es Ihnen sehr schlecht? Rufen Sie 112 an.",
        "Strong headache, flickering before the eyes, pain in the upper belly or sudden swelling in pregnancy: call "
        "the maternity hospital now; if it is severe, 112.",
    ),
)

SIGNS: Mapping[str, Sign] = {sign.code: sign for sign in _ALL}
