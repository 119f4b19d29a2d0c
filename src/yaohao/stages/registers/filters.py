"""Which rows of a register are shown."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yaohao.ground.sheets.cells import Ratio
from yaohao.ground.theme.filtering import ListFilter, OneOf, Words
from yaohao.stages.registers.models import Expert, InspectionObject, Item, Leave, Officer
from yaohao.stages.registers.models.choices import choices
from yaohao.stages.registers.queries.bases import flagged, newest, with_flag
from yaohao.stages.registers.queries.people import trades_of, with_trade
from yaohao.stages.registers.queries.searching import dense, matching
from yaohao.stages.registers.rules.bases import Flag
from yaohao.stages.registers.rules.certificates import LAST, SOON
from yaohao.stages.registers.rules.kinds import Blacklist, Credit, Exclusion, Field, Method, Risk
from yaohao.stages.registers.rules.searching import parts_of, squeeze

LIVE, OWN = "live", "own"  # empty values as choices, which the empty choice is not


def findable(text: str) -> None:
    """Refuse what leaves nothing to seek."""
    if not squeeze(text):
        raise ValidationError(_("Nothing can be found by signs alone. Type letters or digits."))


class ObjectFilter(ListFilter):
    """Name (two characters or pinyin initials), code or number; county, field, grades, state."""

    q = Words(label=_("Name, initials or code"), method="by_words", validators=[findable])
    region = OneOf(label=_("County"), choices=())
    field = OneOf(label=_("Industry field"), choices=choices(Field))
    group = OneOf(label=_("Unit group"), choices=())
    focus = OneOf(
        label=_("Focus enterprise"), method="by_focus", choices=[("yes", _("yes")), ("no", _("no"))]
    )
    level = OneOf(label=_("Owning level"), method="by_level", choices=())
    risk = OneOf(label=_("Risk grade"), choices=choices(Risk))
    credit = OneOf(label=_("Credit grade"), choices=choices(Credit))
    listed = OneOf(
        label=_("Blacklist"),
        method="by_list",
        choices=[("any", _("on the blacklist")), *choices(Blacklist)],
    )
    state = OneOf(
        label=_("State"),
        method="by_state",
        choices=[(value or LIVE, label) for value, label in choices(Exclusion)],
    )

    indexed = True

    class Meta:
        model = InspectionObject
        fields: list[str] = []

    def __init__(
        self,
        *args: Any,
        counties: list[tuple[str, str]],
        groups: list[tuple[str, str]],
        levels: list[tuple[str, Any]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        said = [(value or OWN, label) for value, label in levels]
        for name, known in (("region", counties), ("group", groups), ("level", said)):
            self.form.fields[name].choices = [("", _("all")), *known]
        if not groups:  # most bureaus name none
            del self.form.fields["group"]

    def by_words(
        self, rows: QuerySet[InspectionObject], _name: str, value: str
    ) -> QuerySet[InspectionObject]:
        """Rows by name, initials, beginning of an id, or number; every word must be found."""
        return matching(rows, value, indexed=self.indexed and not dense(rows, value))

    def walked(self) -> QuerySet[InspectionObject]:
        """The same rows without the index of words."""
        self.indexed = False
        return super().walked()

    def by_focus(
        self, rows: QuerySet[InspectionObject], _name: str, value: str
    ) -> QuerySet[InspectionObject]:
        """Focus enterprises, or all others."""
        return rows.filter(focus=value == "yes")

    def by_level(
        self, rows: QuerySet[InspectionObject], _name: str, value: str
    ) -> QuerySet[InspectionObject]:
        """Rows that one level inspects."""
        return rows.filter(level="" if value == OWN else value)

    def by_list(
        self, rows: QuerySet[InspectionObject], _name: str, value: str
    ) -> QuerySet[InspectionObject]:
        """Rows of one grade of the blacklist, or of any."""
        if value == "any":
            return rows.exclude(blacklist=Blacklist.NONE.value)
        return rows.filter(blacklist=value)

    def by_state(
        self, rows: QuerySet[InspectionObject], _name: str, value: str
    ) -> QuerySet[InspectionObject]:
        """Rows in the register, or ended for one reason."""
        return rows.filter(exclusion="" if value == LIVE else value)


class OfficerFilter(ListFilter):
    """Name or certificate; section; how the certificate stands today."""

    q = Words(label=_("Name, initials or certificate"), method="by_words", validators=[findable])
    section = OneOf(label=_("Section"), choices=())
    region = OneOf(label=_("County"), choices=())
    trade = OneOf(label=_("Trade"), method="by_trade", choices=())
    standing = OneOf(
        label=_("Certificate"),
        method="by_standing",
        choices=[
            ("valid", _("valid")),
            ("soon", _("ends within 60 days")),
            ("ending", _("ends within 15 days")),
            ("expired", _("expired")),
            ("not-yet", _("not yet valid")),
            ("leave", _("on leave today")),
            ("left", _("out of service")),
        ],
    )

    class Meta:
        model = Officer
        fields: list[str] = []

    def __init__(
        self,
        *args: Any,
        sections: list[tuple[str, str]],
        counties: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        trades = trades_of(self.queryset)
        for name, known in (("section", sections), ("region", counties), ("trade", trades)):
            self.form.fields[name].choices = [("", _("all")), *known]

    def by_trade(self, rows: QuerySet[Officer], _name: str, value: str) -> QuerySet[Officer]:
        """Rows that name the trade."""
        return with_trade(rows, value)

    def by_words(self, rows: QuerySet[Officer], _name: str, value: str) -> QuerySet[Officer]:
        """Rows whose name, initials or certificate contain the text."""
        for part in parts_of(value):
            certificate = Q(certificate__contains=part.typed)
            rows = rows.filter(Q(search__contains=part.text) | certificate)
        return rows

    def by_standing(self, rows: QuerySet[Officer], _name: str, value: str) -> QuerySet[Officer]:
        """Rows by what the dates of the certificate say today."""
        today = timezone.localdate()
        if value == "left":
            return rows.filter(active=False)
        rows = rows.filter(active=True)
        if value == "expired":
            return rows.filter(valid_to__lt=today)
        if value == "not-yet":
            return rows.filter(valid_from__gt=today)
        if value == "leave":
            away = Leave.objects.filter(withdrawn_on=None, first__lte=today, last__gte=today)
            return rows.filter(pk__in=away.values("officer"))
        rows = rows.filter(valid_from__lte=today, valid_to__gte=today)
        days = {"soon": SOON, "ending": LAST}.get(value)
        return rows.filter(valid_to__lte=today + timedelta(days=days)) if days else rows


class ExpertFilter(ListFilter):
    """Name, initials, number or trade; trade, county; whether the appointment holds today."""

    q = Words(label=_("Name, initials or trade"), method="by_words", validators=[findable])
    trade = OneOf(label=_("Trade"), method="by_trade", choices=())
    region = OneOf(label=_("County"), choices=())
    standing = OneOf(
        label=_("Appointment"),
        method="by_standing",
        choices=[
            ("valid", _("appointed")),
            ("ended", _("ended")),
            ("not-yet", _("not yet valid")),
            ("left", _("out of service")),
        ],
    )

    class Meta:
        model = Expert
        fields: list[str] = []

    def __init__(self, *args: Any, counties: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, known in (("trade", trades_of(self.queryset)), ("region", counties)):
            self.form.fields[name].choices = [("", _("all")), *known]

    def by_words(self, rows: QuerySet[Expert], _name: str, value: str) -> QuerySet[Expert]:
        """Rows whose name, trades, initials or number contain the text."""
        for part in parts_of(value):
            rows = rows.filter(Q(search__contains=part.text) | Q(code__contains=part.typed))
        return rows

    def by_trade(self, rows: QuerySet[Expert], _name: str, value: str) -> QuerySet[Expert]:
        """Rows that name the trade."""
        return with_trade(rows, value)

    def by_standing(self, rows: QuerySet[Expert], _name: str, value: str) -> QuerySet[Expert]:
        """Rows by what the dates of the appointment say today."""
        today = timezone.localdate()
        if value == "left":
            return rows.filter(active=False)
        rows = rows.filter(active=True)
        if value == "not-yet":
            return rows.filter(valid_from__gt=today)
        if value == "ended":
            return rows.filter(valid_to__lt=today)
        return rows.filter(Q(valid_to=None) | Q(valid_to__gte=today), valid_from__lte=today)


YES_NO = [("yes", _("yes")), ("no", _("no"))]
BASES = [
    ("any", _("to be seen to")),
    (Flag.ENDED.value, pgettext_lazy("basis", "ended")),
    (Flag.AMENDED.value, _("amended")),
    (Flag.ENDING.value, _("ends within 60 days")),
    (Flag.NOT_YET.value, _("not yet in force")),
    ("unnamed", _("names no law")),
]


class ItemFilter(ListFilter):
    """Words of item, basis or content; method, frequency, ratio, mandatory; basis; versions."""

    q = Words(label=_("Item, basis or content"), method="by_words", validators=[findable])
    method = OneOf(label=_("Method"), choices=choices(Method))
    frequency = OneOf(label=_("Frequency"), choices=())
    ratio = OneOf(label=_("Ratio"), choices=())
    mandatory = OneOf(label=_("Mandatory"), method="by_mandatory", choices=YES_NO)
    basis = OneOf(label=_("State of the basis"), method="by_basis", choices=BASES)
    versions = OneOf(
        label=_("Versions"),
        method="by_version",
        empty_label=_("latest"),
        choices=[("force", _("in force today")), ("all", _("all"))],
    )

    class Meta:
        model = Item
        fields: list[str] = []

    def __init__(
        self, *args: Any, frequencies: list[str], ratios: list[int], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        known = [(text, text) for text in frequencies]
        shares = [(str(ratio), str(Ratio().show(ratio))) for ratio in ratios]
        for name, options in (("frequency", known), ("ratio", shares)):
            self.form.fields[name].choices = [("", _("all")), *options]

    def filter_queryset(self, queryset: QuerySet[Item]) -> QuerySet[Item]:
        """The latest versions unless others are asked for."""
        rows: QuerySet[Item] = super().filter_queryset(queryset)
        return rows if self.form.cleaned_data.get("versions") else newest(rows)

    def by_words(self, rows: QuerySet[Item], _name: str, value: str) -> QuerySet[Item]:
        """Rows that contain the text."""
        return rows.filter(
            Q(code__icontains=value)
            | Q(name__icontains=value)
            | Q(basis__icontains=value)
            | Q(content__icontains=value)
        )

    def by_mandatory(self, rows: QuerySet[Item], _name: str, value: str) -> QuerySet[Item]:
        """Rows that must be inspected, or those that need not."""
        return rows.filter(mandatory=value == "yes")

    def by_basis(self, rows: QuerySet[Item], _name: str, value: str) -> QuerySet[Item]:
        """Versions that are not over, by how their bases stand today."""
        today = timezone.localdate()
        rows = rows.filter(Q(valid_to=None) | Q(valid_to__gte=today))
        if value == "unnamed":
            return rows.filter(bases=None)
        return flagged(rows, today) if value == "any" else with_flag(rows, Flag(value), today)

    def by_version(self, rows: QuerySet[Item], _name: str, value: str) -> QuerySet[Item]:
        """Every version, or those that apply today."""
        if value == "all":
            return rows
        today = timezone.localdate()
        return rows.filter(Q(valid_to=None) | Q(valid_to__gte=today), valid_from__lte=today)
