"""Every button on an inspection: one form, one call, back to the page it stands on."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.models import User
from yaohao.ground.accounts.rights import may
from yaohao.stages.inspection import operations
from yaohao.stages.inspection.forms import (
    AnswerForm,
    ArrivalForm,
    ChangeForm,
    OpenForm,
    PhotoForm,
    ProblemForm,
    QuestionForm,
    ReasonForm,
    RefusalForm,
    RowForm,
    SealForm,
    SignatureForm,
)
from yaohao.stages.inspection.models import Inspection
from yaohao.stages.inspection.rules import Disposal, Outcome, Result, SignerRole
from yaohao.stages.inspection.views.finding import ACTORS, own
from yaohao.stages.inspection.views.held import Held
from yaohao.stages.inspection.views.preparing import scheme_page
from yaohao.stages.inspection.views.reading import inspection_page
from yaohao.stages.inspection.views.visiting import signatures_page, visit_page

Do = Callable[[User, int, Any], object]


@dataclass(frozen=True, slots=True)
class Button:
    """What a button sends, what it does, and the page it returns to."""

    form: type[forms.Form]
    do: Do
    page: str = "inspection"
    prefix: str | None = None


def _seal(by: User, pk: int, form: Any) -> object:
    values = dict(form.cleaned_data)
    values["outcome"] = Outcome(values["outcome"])
    values["disposal"] = Disposal(values["disposal"])
    return operations.seal_record(by=by, pk=pk, **values)


def _answer(by: User, pk: int, form: Any) -> object:
    values = dict(form.cleaned_data)
    values["result"] = Result(values["result"])
    return operations.answer(by=by, pk=pk, **values)


def _sign(by: User, pk: int, form: Any) -> object:
    values = form.cleaned_data
    role = SignerRole(values["role"])
    return operations.sign(by=by, pk=pk, role=role, name=values["name"], image=form.image())


def _photo(by: User, pk: int, form: Any) -> object:
    """Every file on its own: a bad one is named, the good ones stay kept."""
    values, refused = form.cleaned_data, []
    for file in values["photo"]:
        try:
            operations.add_photo(
                by=by, pk=pk, content=file.read(), filename=file.name, caption=values["caption"],
                question=values["question"], problem=values["problem"],
            )  # fmt: skip
        except operations.Refused as refusal:
            refused.append(str(refusal))
    if refused:
        raise operations.Refused(" ".join(refused))
    return form


def _change(by: User, pk: int, form: Any) -> object:
    values = dict(form.cleaned_data)
    return operations.change_problem(by=by, pk=pk, problem=values.pop("row"), **values)


BUTTONS: dict[str, Button] = {
    "submit": Button(forms.Form, lambda by, pk, _f: operations.submit(by=by, pk=pk)),
    "return": Button(
        ReasonForm, lambda by, pk, f: operations.return_for_mending(by=by, pk=pk, **f.cleaned_data)
    ),
    "approve": Button(forms.Form, lambda by, pk, _f: operations.approve(by=by, pk=pk)),
    "approve-afterwards": Button(
        forms.Form, lambda by, pk, _f: operations.approve_afterwards(by=by, pk=pk)
    ),
    "void": Button(ReasonForm, lambda by, pk, f: operations.void(by=by, pk=pk, **f.cleaned_data)),
    "add-question": Button(
        QuestionForm,
        lambda by, pk, f: operations.add_question(by=by, pk=pk, **f.cleaned_data),
        "scheme",
    ),
    "remove-question": Button(
        RowForm,
        lambda by, pk, f: operations.remove_question(by=by, pk=pk, question=f.cleaned_data["row"]),
        "scheme",
    ),
    "arrive": Button(
        ArrivalForm, lambda by, pk, f: operations.arrive(by=by, pk=pk, **f.cleaned_data), "visit"
    ),
    "untick-recusal": Button(
        forms.Form, lambda by, pk, _f: operations.untick_recusal(by=by, pk=pk), "visit"
    ),
    "answer": Button(AnswerForm, _answer, "visit"),
    "pass-rest": Button(
        OpenForm, lambda by, pk, f: operations.pass_rest(by=by, pk=pk, **f.cleaned_data), "visit"
    ),
    "problem": Button(
        ProblemForm,
        lambda by, pk, f: operations.note_problem(by=by, pk=pk, **f.cleaned_data),
        "visit",
    ),
    "change-problem": Button(ChangeForm, _change, "visit"),
    "drop-problem": Button(
        RowForm,
        lambda by, pk, f: operations.drop_problem(by=by, pk=pk, problem=f.cleaned_data["row"]),
        "visit",
    ),
    "photo": Button(PhotoForm, _photo, "visit"),
    "sign": Button(SignatureForm, _sign, "signatures"),
    "refuse": Button(
        RefusalForm,
        lambda by, pk, f: operations.refuse_signature(by=by, pk=pk, **f.cleaned_data),
        "signatures",
        "refusal",
    ),
    "seal": Button(SealForm, _seal, "signatures"),
    "close": Button(forms.Form, lambda by, pk, _f: operations.close_report(by=by, pk=pk), "report"),
}


PAGES: dict[str, Callable[[HttpRequest, Inspection, Held | None], HttpResponse]] = {
    "inspection": inspection_page,
    "scheme": scheme_page,
    "visit": visit_page,
    "signatures": signatures_page,
}


@may(*ACTORS)
@require_POST
def act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Do what the button says; a refusal names place and repair and keeps what was typed."""
    made = own(request, pk)
    button = BUTTONS.get(act)
    if button is None:
        raise Http404
    form = button.form(request.POST, request.FILES, prefix=button.prefix)
    try:
        if not form.is_valid():
            raise operations.Refused(_mistakes(form))
        button.do(person(request), made.pk, form)
    except operations.Refused as refusal:
        messages.error(request, str(refusal))
        if form.fields and button.page in PAGES:
            return PAGES[button.page](request, own(request, pk), Held(act, form, str(refusal)))
        return redirect(f"inspection:{button.page}", pk=pk)
    messages.success(request, _("Written down."))
    if form.cleaned_data.get("recusal_asked"):  # the enterprise asked at the door: who, and why
        return redirect("inspection:recusal-add", pk=pk)
    return redirect(reverse(f"inspection:{button.page}", args=[pk]) + _anchor(form))


def _anchor(form: forms.Form) -> str:
    """Back to the question that was worked on, not to the top of a long page."""
    question = form.cleaned_data.get("question")
    return f"#question-{question}" if question else ""


def _mistakes(form: forms.Form) -> str:
    return " ".join(
        f"{form.fields[name].label if name in form.fields else ''}: {' '.join(map(str, errors))}"
        for name, errors in form.errors.items()
    )
