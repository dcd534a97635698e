"""The commands of the record, on a small installation of their own."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest

from nestwerk.common.refusals import Refused

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher", "backup"])
AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
LATER = AT + timedelta(hours=1)
TABLES = ("audit_line", "audit_actor", "audit_link", "audit_rowversion")


@pytest.mark.slow
def test_the_commands_say_it_in_german_and_a_restored_backup_is_whole() -> None:
    from nestwerk.config.postgres import cluster
    from nestwerk.config.tests.commands import program, run, small_installation

    with small_installation() as data_dir:

        def link() -> None:
            program(data_dir, "from nestwerk.audit.tasks import link_lines; import time; link_lines(int(time.time()))")

        link()
        done = run(data_dir, "audit", "verify")
        assert (done.returncode, done.stderr) == (0, "")
        assert re.fullmatch(
            r"Geprüft: 2 Zeilen in 1 Kette, \d,\d\d Sekunden\.\nDas Protokoll ist vollständig und unverändert\.\n",
            done.stdout,
        ), "the import and the publication"
        file = data_dir.parent / "sicherung.tar"
        assert run(data_dir, "backup", str(file)).returncode == 0
        link()  # the checks and the backup itself: not in the backup
        assert run(data_dir, "audit", "verify").returncode == 0
        with cluster(data_dir).connect("postgres", "nestwerk") as database:
            database.execute("UPDATE audit_line SET count = 99 WHERE event = 'offers.imported'")
        done = run(data_dir, "audit", "verify", "--network", "musterkreis")
        assert done.returncode == 1
        assert re.fullmatch(
            r"  musterkreis: Zeile \d+ \(Stelle 1\) wurde geändert\.\n"
            r"Fehler: Das Protokoll stimmt an 1 Stelle nicht\.\n",
            done.stderr,
        )
        assert run(data_dir, "restore", str(file), "--force").returncode == 0
        link()
        done = run(data_dir, "audit", "verify")
        assert (done.returncode, done.stderr) == (0, ""), "what was noted beyond the backup is void"
        done = run(data_dir, "audit", "erase", "5", "--reason", "request")
        assert (done.returncode, done.stdout) == (0, "Konto 5 steht nirgends im Protokoll; es war nichts zu löschen.\n")
        done = run(data_dir, "audit", "verify", "--network", "nirgends")
        assert (done.returncode, done.stderr) == (1, "Fehler: Ein Netzwerk „nirgends“ gibt es nicht.\n")


def test_who_erases_names_a_number_and_a_code(capsys: pytest.CaptureFixture[str]) -> None:
    from nestwerk.config import cli, cli_german

    for words, sentence in (
        (["x", "--reason", "request"], "Fehler: „x“ ist keine Nummer eines Kontos.\n"),
        (["5", "--reason", "Frau Beispiel"], "Fehler: Der Grund ist ein Stichwort aus kleinen Buchstaben, "),
    ):
        assert cli_german.run(cli.nestwerk, ["audit", "erase", *words], (Refused,)) == 1
        assert capsys.readouterr().err.startswith(sentence)
