"""Accounts of people who work in a network. Families have none."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone

LAND_KEY = RegexValidator(r"^(0[1-9]|1[0-7])\Z", "Ein Land hat zwei Ziffern, zum Beispiel 16 für Thüringen.")


class UserManager(BaseUserManager["User"]):
    """Makes accounts; addresses are compared in lower case."""

    def create_user(self, email: str, *, name: str = "", password: str | None = None) -> User:
        """A new account. Without a password it can only be entered by passkey or the county's own sign-in."""
        user = self.model(email=email.strip().lower(), name=name.strip())
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        """The account with this address, in whatever case it was typed."""
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser):
    """One person's account. What she may do hangs on her memberships, never on the account itself."""

    email = models.EmailField("E-Mail", unique=True)
    name = models.CharField("Name", max_length=120, blank=True)
    is_active = models.BooleanField("darf sich anmelden", default=True)
    joined_at = models.DateTimeField("angelegt am", default=timezone.now)
    demo = models.BooleanField("erfunden, nur zur Vorführung", default=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        verbose_name = "Konto"
        verbose_name_plural = "Konten"
        ordering = ["email"]
        constraints = [models.CheckConstraint(name="user_email_is_lower_case", condition=Q(email=Lower("email")))]

    def __str__(self) -> str:
        return self.name or self.email


class Appointment(models.Model):
    """A role in the installation instead of in a network. Only the operator's command gives and takes it."""

    class Role(models.TextChoices):
        OPERATOR = "operator", "Betrieb"
        LAND = "land", "Landeskoordination"

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="appointments")
    role = models.CharField("Rolle", max_length=10, choices=Role)
    land = models.CharField("Land (zwei Ziffern)", max_length=2, blank=True, validators=[LAND_KEY])
    starts_at = models.DateTimeField("ab")
    ends_at = models.DateTimeField("bis", null=True, blank=True)

    class Meta:
        verbose_name = "Berufung"
        verbose_name_plural = "Berufungen"
        constraints = [
            models.CheckConstraint(
                name="appointment_land_where_it_belongs",
                condition=Q(role="land") & ~Q(land="") | Q(role="operator", land=""),
            ),
            models.CheckConstraint(
                name="appointment_ends_after_it_starts",
                condition=Q(ends_at__isnull=True) | Q(ends_at__gte=F("starts_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.land}".strip()

    def holds(self, at: datetime) -> bool:
        """Whether the role is held at this moment."""
        return self.starts_at <= at and (self.ends_at is None or at < self.ends_at)
