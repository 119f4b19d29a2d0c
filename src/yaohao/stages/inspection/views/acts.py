"""Every button on an inspection: one form, one call, back to the page it stands on."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.models import User
from yaohao.ground.accounts.rights import may
from yaohao.stages.inspection import operations
from yaohao.stages.inspection.forms import (
    AnswerForm,
    ArrivalForm,
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
from yaohao.stages.inspection.rules import Disposal, Outcome, Result, SignerRole
from yaohao.stages.inspection.views.finding import ACTORS, own

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
    values = form.cleaned_data
    return operations.add_photo(
        by=by, pk=pk, content=values["photo"].read(), filename=values["photo"].name,
        question=values["question"], caption=values["caption"],
    )  # fmt: skip


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
    "answer": Button(AnswerForm, _answer, "visit"),
    "pass-rest": Button(
        OpenForm, lambda by, pk, f: operations.pass_rest(by=by, pk=pk, **f.cleaned_data), "visit"
    ),
    "problem": Button(
        ProblemForm,
        lambda by, pk, f: operations.note_problem(by=by, pk=pk, **f.cleaned_data),
        "visit",
    ),
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


@may(*ACTORS)
@require_POST
def act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Do what the button says; a refusal names the place and the repair."""
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
    else:
        messages.success(request, _("Written down."))
    return redirect(f"inspection:{button.page}", pk=pk)


def _mistakes(form: forms.Form) -> str:
    return " ".join(
        f"{form.fields[name].label if name in form.fields else ''}: {' '.join(map(str, errors))}"
        for name, errors in form.errors.items()
    )
