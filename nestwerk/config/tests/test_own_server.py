"""An own server, here Debian's PostgreSQL 15: what an operator does on it, and moving to and from the embedded one."""

import pytest

from nestwerk.config.postgres import cluster

from .commands import DEBIAN, HEADER, debian_server, run, titles
from .folders import open_folder

pytestmark = pytest.mark.skipif(not DEBIAN.exists(), reason="Debian's postgresql-15 is not installed")
URL = "https://hilfe.example.org"


@pytest.fixture(scope="module")
def server():
    with debian_server() as address:
        yield address


@pytest.fixture(scope="module")
def own(server):
    """An installation on the own server, with one network and one offer."""
    with open_folder() as folder:
        url = server.format(database="hilfen")
        assert run(folder, "migrate", DATABASE_URL=url).returncode == 0
        made = run(folder, "create-network", "musterkreis", "--name", "Muster", "--ags", "16072", DATABASE_URL=url)
        assert made.returncode == 0, made.stderr
        table = folder / "angebote.csv"
        table.write_text(f"{HEADER}\n1,test,Verein Beispiel,,Offener Treff,offer.parent_cafe,published\n")
        done = run(folder, "import-offers", str(table), "--network", "musterkreis", "--publish", DATABASE_URL=url)
        assert done.returncode == 0, done.stderr
        yield folder


@pytest.fixture(scope="module")
def saved(own, server):
    file = own / "s.tar"
    done = run(own, "backup", str(file), DATABASE_URL=server.format(database="hilfen"))
    assert done.returncode == 0, done.stderr
    return file


def found_and_publish(folder, **more):
    """What the owner's and the publisher's rights are needed for."""
    made = run(folder, "create-network", "nebenan", "--name", "Nebenan", "--ags", "16070", **more)
    assert made.returncode == 0, made.stderr
    published = run(folder, "publish", **more)
    assert published.returncode == 0, published.stderr
    checked = run(folder, "check", NESTWERK_PUBLIC_URL=URL, **more)
    assert checked.returncode == 0, checked.stdout


def test_an_own_server_carries_everything(own, server):
    checked = run(own, "check", DATABASE_URL=server.format(database="hilfen"), NESTWERK_PUBLIC_URL=URL)
    assert checked.returncode == 0, checked.stdout
    assert "PostgreSQL 15" in checked.stdout
    assert not (own / "postgres" / "cluster").exists(), "no embedded database beside the own one"


def test_its_backup_goes_into_another_database_of_it(saved, server):
    with open_folder() as folder:
        url = server.format(database="zweite")
        restored = run(folder, "restore", str(saved), DATABASE_URL=url)
        assert restored.returncode == 0, restored.stderr
        found_and_publish(folder, DATABASE_URL=url)


def test_its_backup_goes_into_the_embedded_database_and_that_one_s_into_it(saved, server):
    with open_folder() as folder, open_folder() as third:
        data_dir = folder / "data"
        with cluster(data_dir).running():
            restored = run(data_dir, "restore", str(saved))
            assert restored.returncode == 0, restored.stderr
            assert [title for _, title in titles(data_dir)] == ["Offener Treff"]
            found_and_publish(data_dir)
            assert run(data_dir, "backup", str(folder / "e.tar")).returncode == 0
        url = server.format(database="dritte")
        restored = run(third, "restore", str(folder / "e.tar"), DATABASE_URL=url)
        assert restored.returncode == 0, restored.stderr
        made = run(third, "create-network", "drüben", "--name", "Drüben", "--ags", "16071", DATABASE_URL=url)
        assert "Traceback" not in made.stderr
        made = run(third, "create-network", "drueben", "--name", "Drüben", "--ags", "16071", DATABASE_URL=url)
        assert made.returncode == 0, made.stderr
