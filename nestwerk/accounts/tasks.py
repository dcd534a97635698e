"""What a job does for accounts."""

from __future__ import annotations

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from . import mails
from .models import User


@app.task(name="accounts.send_reset_mail", retry=RetryStrategy(max_attempts=6, exponential_wait=5))
def send_reset_mail(user_id: int) -> None:
    """The mail with the link to a new password; for 0, an unknown address, there is none."""
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is None:
        return
    key = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    link = settings.PUBLIC_URL + reverse("account_reset_password_from_key", kwargs=key)
    mails.write_to(user, "reset", at=timezone.now(), link=link)
