"""What the workspace reads about a network's practice examples."""

from __future__ import annotations

from nestwerk.networks.models import Network

from ..models.examples import ExampleFile, PracticeExample


def examples_of(network: Network) -> list[PracticeExample]:
    """All of a network by title."""
    return list(PracticeExample.objects.filter(network=network))


def example_of(network: Network, example_id: int) -> PracticeExample | None:
    """One of the network."""
    return PracticeExample.objects.filter(network=network, pk=example_id).first()


def file_of_example(row: PracticeExample, mark: str) -> ExampleFile | None:
    """One file of an example."""
    return row.files.filter(mark=mark).first()
