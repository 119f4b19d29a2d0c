"""Officers with their section and account."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Model

from yaohao.ground.accounts.models import Bureau, Section, User
from yaohao.stages.registers.models import ImportRun, Officer
from yaohao.stages.registers.rules.plan import RowPlan
from yaohao.stages.registers.rules.searching import search_text


def write_officers(
    bureau: Bureau, rows: Sequence[RowPlan], today: date, run: ImportRun | None
) -> Sequence[Model]:
    """Create and change officers as planned; returns the officers."""
    sections = {row.name: row for row in Section.objects.filter(bureau=bureau)}
    wanted = {row.fields["account"] for row in rows if row.fields["account"]}
    accounts = {
        row.username: row for row in User.objects.filter(bureau=bureau, username__in=wanted)
    }
    keys = [row.key for row in rows]
    locked = Officer.objects.select_for_update(of=("self",)).filter(certificate__in=keys)
    stored = {row.certificate: row for row in locked}
    written: list[Model] = []
    for row in rows:
        officer = stored.get(row.key)
        if officer is None:
            officer = Officer(bureau=bureau, certificate=row.key)
        else:
            officer.revision += 1
        fields = row.fields
        officer.name = fields["name"]
        officer.section = sections.get(fields["section"])
        officer.valid_from = fields["valid_from"]
        officer.valid_to = fields["valid_to"]
        officer.functions = list(fields["functions"])
        officer.trades = list(fields["trades"])
        officer.region = fields["region"]
        officer.active = fields["active"]
        officer.user = accounts.get(fields["account"])
        officer.search = search_text(officer.name, longest=100)
        officer.imported = run or officer.imported
        officer.save()
        written.append(officer)
    return written
