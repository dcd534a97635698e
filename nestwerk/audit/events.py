"""Every event that can be on record, with the sentence a coordinator reads: "Ada Beispiel hat …". One line each.

``record`` is called with a literal from here; ``tests/test_events.py`` compares this list with the code, both ways.
"""

from __future__ import annotations

from django.apps import apps

from .chain import ERASED

EVENTS: dict[str, str] = {
    "access.denied": "wurde abgewiesen",
    "account.codes_renewed": "hat neue Ersatzcodes für die Anmeldung angelegt",
    "account.county_linked": "hat die Anmeldung der Verwaltung verbunden",
    "account.county_unknown": "wollte sich über die Verwaltung anmelden und ist hier unbekannt",
    "account.county_unlinked": "hat die Anmeldung der Verwaltung getrennt",
    "account.factor_added": "hat einen zweiten Schlüssel für die Anmeldung hinzugefügt",
    "account.factor_removed": "hat einen zweiten Schlüssel für die Anmeldung entfernt",
    "account.factors_reset": "hat die zweiten Schlüssel eines Kontos zurückgesetzt",
    "account.limited": "hat es zu oft versucht und muss warten",
    "account.orphaned": "hat ein Konto ohne Rolle gefunden",
    "account.orphans_listed": "hat die Konten ohne Rolle aufgelistet",
    "account.password_changed": "hat das Passwort geändert",
    "account.refused": "wurde bei der Anmeldung abgewiesen",
    "account.reset_asked": "hat um ein neues Passwort gebeten",
    "account.sessions_ended": "hat alle anderen Anmeldungen beendet",
    "account.signed_in": "hat sich angemeldet",
    "account.signed_out": "hat sich abgemeldet",
    "audit.cut": "hat Zeilen gelöscht, die älter als 36 Monate waren",
    "audit.erased": "hat die Angaben zu einem Konto aus dem Protokoll gelöscht",
    "audit.exported": "hat das Protokoll als Tabelle gespeichert",
    "audit.verified": "hat das Protokoll geprüft",
    "catalogue.published": "hat die Angebote im Netz erneuert",
    "installation.restored": "hat eine Sicherung eingespielt",
    "installation.saved": "hat eine Sicherung angelegt",
    "networks.appointed": "hat jemanden für Betrieb oder Land berufen",
    "networks.appointment_ended": "hat eine Berufung beendet",
    "networks.handed_over": "hat übergeben, was ein Mitglied betreut hat",
    "networks.invitation_resent": "hat eine Einladung noch einmal geschickt",
    "networks.invitation_withdrawn": "hat eine Einladung zurückgezogen",
    "networks.invited": "hat jemanden eingeladen",
    "networks.logo_changed": "hat das Logo des Netzwerks geändert",
    "networks.logo_removed": "hat das Logo des Netzwerks entfernt",
    "networks.member_changed": "hat die Rechte eines Mitglieds geändert",
    "networks.member_ends": "hat festgelegt, wann eine Mitgliedschaft endet",
    "networks.member_joined": "ist dem Netzwerk beigetreten",
    "networks.member_stays": "hat das Ende einer Mitgliedschaft zurückgenommen",
    "networks.settings_changed": "hat die Angaben des Netzwerks geändert",
    "offers.approved": "hat eine Änderung übernommen",
    "offers.brought_back": "hat einen verworfenen Entwurf zurückgeholt",
    "offers.calendar_started": "übernimmt die Termine eines Angebots aus einem Kalender",
    "offers.calendar_stopped": "übernimmt die Termine eines Angebots nicht mehr aus einem Kalender",
    "offers.calendar_taken": "hat Termine aus einem Kalender übernommen",
    "offers.call_taken_back": "hat eine Bestätigung am Telefon zurückgenommen",
    "offers.changed": "hat kleine Änderungen sofort veröffentlicht",
    "offers.confirmed": "hat bestätigt, dass ein Angebot stimmt",
    "offers.copied": "hat ein Angebot aus dem Praxisbeispiel eines anderen Netzwerks als Entwurf begonnen",
    "offers.created": "hat ein Angebot angelegt",
    "offers.ended": "hat ein Angebot beendet",
    "offers.exported": "hat Angebote als Tabelle gespeichert",
    "offers.handed_over": "hat ein Angebot einem anderen Partner übergeben",
    "offers.hidden": "hat ein Angebot aus dem Verzeichnis genommen",
    "offers.imported": "hat Angebote aus einer Tabelle eingelesen",
    "offers.kept_apart": "hat festgehalten, dass zwei Einträge nicht doppelt sind",
    "offers.list_dropped": "hat eine gelesene Liste verworfen",
    "offers.list_read": "hat eine Liste hochgeladen",
    "offers.list_undone": "hat eine eingelesene Liste zurückgenommen",
    "offers.merged": "hat zwei Angebote zusammengeführt",
    "offers.noted": "hat eine interne Notiz geschrieben",
    "offers.paused": "hat ein Angebot pausiert",
    "offers.published": "hat ein Angebot veröffentlicht",
    "offers.reminded": "hat Partner gebeten, Angebote zu bestätigen",
    "offers.reopened": "hat ein beendetes Angebot wieder aufgenommen",
    "offers.report_answered": "hat einen Hinweis erledigt und gesagt, was sich geändert hat",
    "offers.report_done": "hat einen Hinweis erledigt",
    "offers.report_passed_on": "hat einen Hinweis an die Koordination weitergegeben",
    "offers.report_reopened": "hat einen Hinweis wieder geöffnet",
    "offers.report_unfounded": "hat zu einem Hinweis gesagt, dass doch alles stimmt",
    "offers.reports_passed_on": "hat offene Hinweise an die Koordination weitergegeben",
    "offers.restored": "hat eine frühere Fassung eines Angebots zurückgeholt",
    "offers.resumed": "hat ein Angebot nach einer Pause wieder gezeigt",
    "offers.returned": "hat eine Änderung zurückgegeben",
    "offers.shown": "hat ein Angebot wieder gezeigt",
    "offers.source_added": "hat eine Quelle für Angebote angelegt",
    "offers.source_removed": "hat eine Quelle für Angebote weggenommen",
    "offers.source_stopped": "hat eine Quelle für Angebote angehalten",
    "offers.source_wanted": "hat eine Quelle für Angebote abrufen lassen",
    "offers.submitted": "hat eine Änderung zur Prüfung gegeben",
    "offers.told_gone": "hat über den Link in der Mail gemeldet, dass es ein Angebot nicht mehr gibt",
    "offers.unmerged": "hat eine Zusammenführung rückgängig gemacht",
    "offers.upkeep_changed": "hat die Pflegeregeln des Netzwerks geändert",
    "offers.withdrawn": "hat einen Entwurf verworfen",
    "partners.address_changed": "hat festgelegt, wo ein Partner nach seinen Angeboten gefragt wird",
    "partners.assigned": "hat festgelegt, wer einen Partner betreut",
    "partners.consent_recorded": "hat die Einwilligung einer Einzelperson festgehalten",
    "partners.consent_withdrawn": "hat den Widerruf einer Einzelperson festgehalten",
    "partners.created": "hat einen Partner aufgenommen",
    "partners.dissolved": "hat einen Partner aufgelöst",
    "partners.handed_over": "hat Partner an jemand anderen übergeben",
    "partners.merged": "hat zwei Partner zusammengeführt",
    "partners.renamed": "hat einen Partner umbenannt",
    "partners.revived": "hat die Auflösung eines Partners zurückgenommen",
    "partners.single_person": "hat festgelegt, ob ein Partner eine Einzelperson ist",
    "partners.trust_changed": "hat festgelegt, ob kleine Änderungen eines Partners sofort hinausgehen",
    "partners.unmerged": "hat das Zusammenführen zweier Partner rückgängig gemacht",
    "publishing.access_hidden": "hat einen Eintrag zur Barrierefreiheit von der Website genommen",
    "publishing.access_removed": "hat einen Eintrag zur Barrierefreiheit gelöscht",
    "publishing.access_saved": "hat einen Eintrag zur Barrierefreiheit gespeichert",
    "publishing.access_shown": "hat einen Eintrag zur Barrierefreiheit öffentlich gemacht",
    "publishing.brochure_asked": "hat Broschüren machen lassen",
    "publishing.brochure_chosen": "hat gewählt, welche Broschüren Familien bekommen",
    "publishing.concept_attached": "hat einem Praxisbeispiel ein Angebot zum Nachmachen mitgegeben",
    "publishing.concept_detached": "hat ein Angebot aus einem Praxisbeispiel herausgenommen",
    "publishing.edition_kept": "hat eine Ausgabe der Broschüre festgehalten oder freigegeben",
    "publishing.edition_removed": "hat eine Ausgabe der Broschüre gelöscht",
    "publishing.edition_withdrawn": "hat nach einem Widerruf eine Ausgabe der Broschüre weggenommen",
    "publishing.embed_allowed": "hat einer Website erlaubt, Angebote einzubetten",
    "publishing.embed_removed": "hat einer Website das Einbetten wieder genommen",
    "publishing.embed_restored": "hat einer entfernten Website das Einbetten wieder erlaubt",
    "publishing.example_copied": "hat ein Praxisbeispiel eines anderen Netzwerks als Entwurf übernommen",
    "publishing.example_created": "hat ein Praxisbeispiel angelegt",
    "publishing.example_file_added": "hat einem Praxisbeispiel ein Bild oder ein Dokument hinzugefügt",
    "publishing.example_file_removed": "hat ein Bild oder ein Dokument aus einem Praxisbeispiel genommen",
    "publishing.example_published": "hat ein Praxisbeispiel veröffentlicht",
    "publishing.example_removed": "hat ein Praxisbeispiel gelöscht",
    "publishing.example_saved": "hat ein Praxisbeispiel geändert",
    "publishing.example_taken_back": "hat ein Praxisbeispiel zurückgezogen",
    "publishing.file_added": "hat einer eigenen Seite ein Bild oder eine Datei hinzugefügt",
    "publishing.file_removed": "hat ein Bild oder eine Datei einer eigenen Seite gelöscht",
    "publishing.foreword_saved": "hat das Vorwort der Broschüre geschrieben",
    "publishing.handbook_drafted": "hat im Elternbegleitbuch einen Entwurf gespeichert",
    "publishing.handbook_dropped": "hat im Elternbegleitbuch einen eigenen Text gelöscht",
    "publishing.handbook_kept": "hat einen neuen gemeinsamen Text gelesen und den eigenen behalten",
    "publishing.handbook_saved": "hat im Elternbegleitbuch einen eigenen Text geschrieben",
    "publishing.handbook_taken": "hat im Elternbegleitbuch den Text eines anderen Netzwerks als Entwurf übernommen",
    "publishing.issue_approved": "hat eine Ausgabe des Newsletters freigegeben",
    "publishing.issue_created": "hat eine Ausgabe des Newsletters begonnen",
    "publishing.issue_paused": "hat den Versand eines Newsletters angehalten",
    "publishing.issue_removed": "hat eine Ausgabe des Newsletters gelöscht",
    "publishing.issue_resumed": "hat den Versand eines Newsletters fortgesetzt",
    "publishing.newsletter_emptied": "hat alle Adressen eines Newsletters gelöscht",
    "publishing.newsletter_joined": "Jemand hat den Newsletter bestätigt",
    "publishing.newsletter_left": "Eine Adresse des Newsletters ist gelöscht",
    "publishing.newsletter_offered": "hat gewählt, welche Newsletter es gibt",
    "publishing.page_created": "hat eine eigene Seite angelegt",
    "publishing.page_planned": "hat geplant, wann eine eigene Seite öffentlich wird",
    "publishing.page_published": "hat eine eigene Seite veröffentlicht",
    "publishing.page_removed": "hat eine eigene Seite gelöscht",
    "publishing.page_restored": "hat eine frühere Fassung einer eigenen Seite zurückgeholt",
    "publishing.page_taken_back": "hat eine eigene Seite zurückgezogen",
    "publishing.portrait_consent": "hat die Einwilligung zu einem Porträt festgehalten",
    "publishing.portrait_ended": "hat ein Porträt ausgeblendet, dessen Einwilligung endete",
    "publishing.portrait_withdrawn": "hat den Widerruf zu einem Porträt festgehalten",
    "retention.deleted": "hat gelöscht, was nach dem Löschkonzept fällig war",
}


def sentence(event: str) -> str:
    """What the event says, in German; for one of an older version that is no longer listed its name."""
    return EVENTS.get(event, f"„{event}“")


CUT = "audit.cut"  # its detail is for machines: where the chain now begins
STRANGER = "stranger"  # the detail of a denial to an account that has no role here: its name is none of ours
HATS: dict[str, str] = {
    "coordinator": "Netzwerkkoordination",
    "space": "Sozialraumkoordination",
    "editor": "Redaktion",
    "partner": "Partner",
    "guest": "Gast",
    "planner": "Planung",
    "operator": "Betrieb",
    "land": "Landeskoordination",
}
DETAILS: dict[str, str] = {
    STRANGER: "ohne Rolle in diesem Netzwerk",
    "403": "Die Rolle reicht nicht",
    "404": "Nicht gefunden",
    "whole": "in Ordnung",
    "broken": "nicht in Ordnung",
    "request": "auf Verlangen",
    "restored": "nach dem Einspielen einer Sicherung",
    "link": "über den Link in der Mail",
    "anyway": "obwohl etwas dagegen sprach",
    "workspace": "angemeldet",
    "phone": "am Telefon",
    "edit": "mit einer Änderung",
    "trusted": "sofort öffentlich",
    "checked": "erst nach Prüfung",
    **HATS,
}


def who(user_id: int | None, hat: str, names: dict[int, str]) -> str:
    """Who acted, as a German text."""
    if user_id is not None:
        return names.get(user_id, f"Konto {user_id} (gelöscht)")
    if hat.startswith(f"{ERASED}:"):
        return "Gelöschtes Konto"
    return "Der Betrieb" if hat == "operator" else "Das System"


def thing(label: str, thing_id: str) -> str:
    """What it was done to, e.g. "Angebot 17": the model's German name and the number."""
    if not label:
        return ""
    try:
        name = str(apps.get_model(label)._meta.verbose_name)
    except LookupError:  # a model of an older version
        name = label
    return f"{name} {thing_id}"
