"""The real hash of passwords with the least work, for tests that are not about its cost."""

from __future__ import annotations

from django.contrib.auth.hashers import Argon2PasswordHasher


class QuickArgon2(Argon2PasswordHasher):
    """Argon2 that takes a millisecond."""

    time_cost, memory_cost, parallelism = 1, 64, 1
