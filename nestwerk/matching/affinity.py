"""What helps with what: needs and offer types, many to many, with weights 0 to 1.

Written from the working knowledge of Frühe Hilfen (``docs`` domain briefing, section 3: need → offer is many-to-many).
The first types of a row are what a midwife or social worker would name first. General contact points and navigators
can help with nearly everything and are therefore weighed low except where the question is general.
"""

from __future__ import annotations

_HELP = """
crying: cry_clinic 1, epb .8, family_midwife .75, fgkikp .72, gfb .68, midwife_care .6, parent_advice_point .58, open_consultation .58, crisis_line .4, online_counselling .4, family_counselling .4, practical_help .4
sleep: cry_clinic 1, epb .75, parent_advice_point .68, family_midwife .66, fgkikp .64, gfb .62, open_consultation .6, parent_course .5, family_counselling .5, practical_help .45, midwife_care .4
feeding: breastfeeding 1, parent_advice_point .78, midwife_care .75, cry_clinic .7, open_consultation .66, family_midwife .66, fgkikp .6, gfb .55, parent_course .35, early_intervention .3
breastfeeding: breastfeeding 1, midwife_care .85, family_midwife .66, open_consultation .6, parent_advice_point .5, fgkikp .4, self_help .25
exhaustion: practical_help 1, family_midwife .85, recovery_cure .78, volunteer_sponsor .76, gfb .76, mental_health .62, family_counselling .55, household_help .55, crisis_line .55, open_consultation .5, online_counselling .5, fgkikp .5, family_navigator .45, contact_point .4, parent_cafe .35, cry_clinic .4
low_mood: mental_health 1, family_midwife .8, gfb .62, crisis_line .58, midwife_care .55, self_help .6, epb .45, online_counselling .42, pregnancy_counselling .4, family_counselling .4, fgkikp .35
anxiety: mental_health 1, family_midwife .75, gfb .62, midwife_care .6, epb .5, crisis_line .5, pregnancy_counselling .45, online_counselling .45, family_counselling .42, parent_advice_point .4, open_consultation .4, self_help .45
losing_control: crisis_line 1, cry_clinic .8, family_counselling .68, mental_health .68, epb .5, family_midwife .5, online_counselling .5, gfb .45, practical_help .4
suicidality: mental_health 1, crisis_line .95, medical_emergency .7, self_help .2, online_counselling .3
bonding: epb 1, mental_health .7, family_midwife .68, gfb .62, cry_clinic .6, family_counselling .55, baby_course .5, fgkikp .45, midwife_care .35
birth_experience: mental_health 1, midwife_care .8, pregnancy_counselling .62, family_midwife .65, self_help .5, epb .4, bereavement .2
isolation: parent_cafe 1, parent_child_group .95, family_centre .85, volunteer_sponsor .66, baby_course .66, mobile .55, welcome_visit .45, self_help .4, fathers .3, crisis_line .2
meet_parents: parent_child_group 1, parent_cafe .98, family_centre .82, baby_course .75, self_help .4, mobile .4, fathers .35, family_event .4
practical_help: practical_help 1, volunteer_sponsor .88, household_help .85, family_midwife .6, gfb .6, family_navigator .4, contact_point .3, fgkikp .4, spfh .4
parenting: parent_course 1, family_counselling .97, parent_advice_point .78, open_consultation .7, online_counselling .7, epb .45, spfh .4, gfb .4, family_centre .35, mobile .3
sibling: family_counselling 1, parent_course .85, online_counselling .68, parent_advice_point .64, open_consultation .6, family_midwife .3, practical_help .3
partner_conflict: family_counselling 1, online_counselling .66, crisis_line .35, pregnancy_counselling .35, mental_health .2
separation: family_counselling 1, online_counselling .62, self_help .6, benefits_advice .48, debt_counselling .2, pregnancy_counselling .2
violence: violence_protection 1, crisis_line .5, family_counselling .2, migration_counselling .15
addiction: addiction_counselling 1, family_counselling .5, self_help .3, crisis_line .25, mental_health .25
money: benefits_advice 1, debt_counselling .9, pregnancy_counselling .7, family_event .5, family_centre .45, family_navigator .3, contact_point .25, migration_counselling .2
applications: benefits_advice 1, family_navigator .8, contact_point .6, pregnancy_counselling .5, migration_counselling .5, debt_counselling .45, parent_book .35, interpreting .25, clinic_navigator .35
housing: benefits_advice 1, contact_point .7, family_navigator .72, debt_counselling .66, migration_counselling .6, parent_child_home .6, pregnancy_counselling .35, violence_protection .2
unplanned_pregnancy: pregnancy_conflict 1, pregnancy_counselling .92, confidential_birth .55, online_counselling .3
pregnancy_questions: pregnancy_counselling 1, midwife_care .88, antenatal_course .72, practice_navigator .6, contact_point .35, family_midwife .45, parent_book .4, clinic_navigator .3, gfb .3
find_midwife: midwife_care 1, family_midwife .62, contact_point .55, clinic_navigator .5, open_consultation .5, practice_navigator .4, pregnancy_counselling .3
find_paediatrician: checkups 1, contact_point .6, practice_navigator .6, parent_advice_point .5, open_consultation .4, family_navigator .4, clinic_navigator .3
child_illness: medical_emergency 1, parent_advice_point .6, checkups .5, fgkikp .55, open_consultation .5, practice_navigator .35, aftercare .35, midwife_care .4
poisoning: medical_emergency 1, crisis_line .2
home_safety: parent_course 1, parent_advice_point .55, midwife_care .5, open_consultation .5, family_midwife .5, checkups .4, fgkikp .4
development: early_intervention 1, spz .95, checkups .66, parent_advice_point .62, open_consultation .62, fgkikp .5, epb .4, family_counselling .3
disability: early_intervention 1, spz .95, aftercare .78, fgkikp .66, self_help .6, gfb .4, family_counselling .25, benefits_advice .3, recovery_cure .25
premature: aftercare 1, self_help .8, fgkikp .78, early_intervention .66, spz .5, gfb .5, family_midwife .5, clinic_navigator .4
multiples: self_help 1, practical_help .85, household_help .72, family_midwife .68, gfb .66, midwife_care .6, volunteer_sponsor .5, fgkikp .4
parent_illness: household_help 1, gfb .55, practical_help .6, mental_health .52, family_midwife .45, volunteer_sponsor .4, spfh .4, recovery_cure .4, family_navigator .3
own_past: family_counselling 1, mental_health .85, epb .85, family_midwife .55, parent_course .5, self_help .4, gfb .5, online_counselling .45
father_role: fathers 1, parent_course .5, family_counselling .5, antenatal_course .4, online_counselling .35, parent_advice_point .35, pregnancy_counselling .3
childcare: daycare 1, contact_point .5, family_navigator .4, volunteer_sponsor .3, family_centre .25
work_education: daycare .85, benefits_advice .85, parent_child_home .55, pregnancy_counselling .5, contact_point .45, family_navigator .5, migration_counselling .3
language: interpreting 1, migration_counselling .8, parent_child_group .3, family_centre .25, contact_point .25, family_navigator .35
residence: migration_counselling 1, interpreting .4, checkups .3, pregnancy_counselling .3, benefits_advice .25
mobility: mobile 1, family_navigator .66, family_midwife .64, gfb .64, volunteer_sponsor .55, online_counselling .55, fgkikp .5, midwife_care .3
bereavement: bereavement 1, self_help .55, midwife_care .35, pregnancy_counselling .4, crisis_line .35, mental_health .4
anonymous_talk: online_counselling 1, crisis_line .97, pregnancy_counselling .5, family_counselling .5, confidential_birth .3
worry_other_child: isef .8, family_counselling .72, crisis_line .6, contact_point .55, online_counselling .45
acute_danger: medical_emergency 1, crisis_line .5
"""  # noqa: E501

# What a person who names a type of offer most likely needs; the first is the main one.
_MEANING = """
cry_clinic: crying .8, sleep .4
epb: bonding .8, crying .3
breastfeeding: breastfeeding .8, feeding .4
family_midwife: find_midwife .6, practical_help .3
midwife_care: find_midwife .8
fgkikp: premature .6, disability .55, practical_help .5
gfb: practical_help .6, exhaustion .4
antenatal_course: pregnancy_questions .8
pregnancy_counselling: pregnancy_questions .8
pregnancy_conflict: unplanned_pregnancy .85
confidential_birth: unplanned_pregnancy .8, anonymous_talk .5
family_counselling: parenting .7, partner_conflict .4
parent_course: parenting .7
parent_advice_point: parenting .5, feeding .45, sleep .35
open_consultation: parenting .4, feeding .4
baby_course: meet_parents .6, bonding .5
parent_child_group: meet_parents .8
parent_cafe: meet_parents .8, isolation .4
family_centre: meet_parents .5
fathers: father_role .8, meet_parents .3
volunteer_sponsor: practical_help .7
practical_help: practical_help .8
household_help: practical_help .7, parent_illness .5
early_intervention: development .8, disability .5
spz: development .8, disability .6
aftercare: premature .7, disability .5
checkups: find_paediatrician .7, development .35
daycare: childcare .85
benefits_advice: applications .6, money .6
debt_counselling: money .85
mental_health: low_mood .7, anxiety .4
addiction_counselling: addiction .85
violence_protection: violence .7
migration_counselling: residence .7, language .4
interpreting: language .85
recovery_cure: exhaustion .7
bereavement: bereavement .85
parent_child_home: housing .5, parenting .4
spfh: parenting .6, practical_help .4
isef: worry_other_child .8
online_counselling: anonymous_talk .7, parenting .3
crisis_line: anonymous_talk .6
medical_emergency: child_illness .8
welcome_visit: pregnancy_questions .3, applications .3
clinic_navigator: practical_help .3
practice_navigator: pregnancy_questions .3
family_navigator: applications .5
parent_book: applications .3
family_event: money .4, meet_parents .3
mobile: mobility .7
"""

# What belonging to a group suggests, weaker than a need in words.
_GROUPS = """
pregnant: pregnancy_questions .6
expectant_parents: pregnancy_questions .5
fathers: father_role .6
premature: premature .8
multiples: multiples .85
single_parents: separation .35, isolation .3
child_disability: disability .8
parent_mental_illness: parent_illness .5, low_mood .4
parent_addiction: addiction .7
poverty: money .6
violence: violence .5
refugees: residence .6, language .4
migration: language .4
housing_insecure: housing .7
bereaved: bereavement .8
rural: mobility .6
young_parents: work_education .3, pregnancy_questions .3
"""

# The offers that are there for a group as such.
_GROUP_HELP = """
pregnant: pregnancy_counselling .4, midwife_care .4, antenatal_course .3
fathers: fathers 1
multiples: self_help .3
premature: aftercare .4
volunteers: volunteer_sponsor .6
professionals: isef .6
"""


def _read(table: str, row: str, cell: str) -> dict[str, tuple[tuple[str, float], ...]]:
    rows = {}
    for line in table.strip().splitlines():
        name, _, cells = line.partition(":")
        pairs = (part.split() for part in cells.split(","))
        rows[row + name] = tuple((cell + code, float(weight)) for code, weight in pairs)
    return rows


HELP = _read(_HELP, "need.", "offer.")  # need → offer types, best first
MEANING = _read(_MEANING, "offer.", "need.")  # offer type named → needs it suggests
GROUP_NEEDS = _read(_GROUPS, "tg.", "need.")
GROUP_HELP = _read(_GROUP_HELP, "tg.", "offer.")

IMPLIED = 0.95  # how surely a type named by the reader implies its needs

GENERAL = frozenset(
    {"offer.contact_point", "offer.family_navigator", "offer.clinic_navigator", "offer.practice_navigator"}
)
FOR_PROFESSIONALS = frozenset({"offer.isef", "tg.professionals"})
