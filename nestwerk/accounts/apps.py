"""The app of accounts."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Accounts and sign-in."""

    name = "nestwerk.accounts"
    verbose_name = "Konten"

    def ready(self) -> None:
        """Put sign-ins on record from the first one on."""
        from . import records  # noqa: PLC0415  # models are not there before

        records.listen()
