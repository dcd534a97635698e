"""Which part of the welfare system a partner belongs to: the balance of sectors that KKG § 3(2) asks for."""

from __future__ import annotations

from django.db import models


class Sector(models.TextChoices):
    """The systems that join in a Netzwerk Frühe Hilfen (KKG § 3(2))."""

    YOUTH = "youth", "Kinder- und Jugendhilfe"
    HEALTH = "health", "Gesundheitswesen"
    COUNSELLING = "counselling", "Beratung"
    EARLY_INTERVENTION = "early_intervention", "Frühförderung und Eingliederungshilfe"
    EDUCATION = "education", "Kita, Schule und Familienbildung"
    CIVIL = "civil", "Ehrenamt und Selbsthilfe"
    AUTHORITY = "authority", "Verwaltung, Justiz und Polizei"
    SUPPORT = "support", "Förderung und Fachstellen"
    UNKNOWN = "unknown", "noch offen"


_SECTORS: dict[Sector, str] = {
    Sector.YOUTH: "youth_office asd planning hze_provider foster_adoption child_protection welfare_association",
    Sector.HEALTH: (
        "health_office child_health_service maternity_clinic childrens_clinic paediatrician gynaecologist gp midwife "
        "family_midwife fgkikp therapists psychotherapist psychiatry spdi health_insurer pharmacy mothers_recovery"
    ),
    Sector.COUNSELLING: "pregnancy_counselling family_counselling addiction debt migration violence",
    Sector.EARLY_INTERVENTION: "early_intervention spz social_office",
    Sector.EDUCATION: "family_education family_centre daycare childminding school",
    Sector.CIVIL: "volunteer_project self_help parent_representation religious",
    Sector.AUTHORITY: (
        "youth_committee municipality registry job_centre immigration_housing family_court police equality_officer"
    ),
    Sector.SUPPORT: "foundation state_coordination nzfh",
}

_BY_TYPE = {f"pt.{code}": sector for sector, codes in _SECTORS.items() for code in codes.split()}


def sector_of(partner_type: str) -> Sector:
    """The sector of a partner type such as ``pt.midwife``; unknown types stay open."""
    return _BY_TYPE.get(partner_type, Sector.UNKNOWN)
