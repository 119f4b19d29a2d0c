"""Versions from before approvals were kept get a proposal without a second person."""

from django.db import migrations


def give_proposals(apps, _editor):
    Proposal = apps.get_model("publication", "Proposal")
    for old in apps.get_model("publication", "Snapshot").objects.filter(proposal=None):
        old.proposal = Proposal.objects.create(
            bureau=old.bureau,
            kind=old.kind,
            year=old.year,
            state="published",
            data=old.data,
            digest=old.digest,
            rows=old.rows,
            proposed_by=old.published_by,
            proposed_at=old.published_at,
        )
        old.save(update_fields=["proposal"])


class Migration(migrations.Migration):
    dependencies = [("publication", "0002_proposals")]
    operations = [migrations.RunPython(give_proposals, migrations.RunPython.noop)]
