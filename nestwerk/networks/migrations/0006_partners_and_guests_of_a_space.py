"""Partners and guests may belong to social spaces, whose coordination looks after them; one open invitation a role."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("networks", "0005_members_row_security")]
    operations = [
        migrations.RemoveConstraint("membership", "membership_spaces_where_they_belong"),
        migrations.AddConstraint(
            "membership",
            models.CheckConstraint(
                name="membership_spaces_where_they_belong",
                condition=Q(role="space") & ~Q(spaces=[])
                | Q(role__in=["partner", "guest"])
                | Q(spaces=[]) & ~Q(role="space"),
            ),
        ),
        migrations.AddConstraint(
            "invitation",
            models.UniqueConstraint(fields=["network", "fingerprint"], name="invitation_fingerprint_once"),
        ),
        migrations.AddConstraint(
            "invitation",
            models.UniqueConstraint(
                fields=["network", "email", "role"],
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                name="one_open_invitation_a_role",
            ),
        ),
    ]
