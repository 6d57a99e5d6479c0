"""A setting's own children: the list, the search, one child."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request, url_for

from foundation.access.permissions import Permission
from foundation.answers.small_forms import Reading
from foundation.store import current_actor
from roll import child_page, lists, postcodes
from roll import upn as upns
from roll.models import Child
from roll.pages.blueprints import children_pages as pages
from roll.pages.blueprints import page_number

NOT_FOUND = "We could not find this child at your setting; you can continue with a new record"


@pages.page("/children", needs=Permission.FIND_CHILDREN)
def children() -> Any:
    """The children of one's own settings; the authority's roles begin with the search."""
    everyone = current_actor().may(Permission.ALL_CHILDREN)
    found = None if everyone else lists.children_by_name("", page_number(request.args.get("page")))
    return _listed(found, "")


@pages.page("/children/by-name", needs=Permission.FIND_CHILDREN, methods=("GET", "POST"), kind="search")
def children_by_name() -> Any:
    """Children whose name begins so; posted, so that no name stands in an address."""
    if request.method == "GET":
        return redirect(url_for("roll.children"))
    typed = request.form.get("name", "")[:120].strip()
    if not typed:
        return redirect(url_for("roll.children"))
    return _listed(lists.children_by_name(typed, page_number(request.form.get("page"))), typed)


def _listed(found: lists.PageOfChildren | None, typed: str) -> Any:
    children = found.children if found else []
    return render_template(
        "roll/children.html",
        found=found,
        typed=typed,
        settings=lists.settings_of_children(children),
        mine=lists.my_settings(),
        year_words=child_page.year_words,
    )


@pages.page("/children/find", needs=Permission.FIND_CHILDREN, methods=("GET", "POST"), kind="search")
def find_child() -> Any:
    """One child by exact UPN, or by surname, birth date and postcode. Absent and foreign read the same."""
    form = Reading(request.form)
    found = None
    if request.method == "POST" and _asked(form):
        found = _found(form)
    searched = request.method == "POST" and not form.errors
    return render_template(
        "roll/find_child.html",
        found=found,
        settings=lists.settings_of_children([found])[found.id] if found else [],
        year_words=child_page.year_words,
        not_found=NOT_FOUND if searched and not found else "",
        typed=request.form,
        errors=form.errors,
        error_list=form.error_list,
    ), 422 if form.errors else 200


def _asked(form: Reading) -> bool:
    """Whether the form has enough to look for: a whole UPN, or all of the other three."""
    number = upns.normalise(form.text("upn", "UPN"))
    if number:
        if wrong := upns.problem(number):
            form.refuse("upn", f"The UPN {wrong}")
        return not form.errors
    form.text("surname", "the UPN, or the surname, date of birth and postcode", required=True)
    form.date("born", "The date of birth", required=True, past=True)
    if not postcodes.is_valid(postcodes.normalise(form.text("postcode", "the postcode", required=True))):
        form.refuse("postcode", "Enter a whole postcode, such as EC3A 5DE")
    return not form.errors


def _found(form: Reading) -> Child | None:
    number = form.text("upn", "UPN")
    if number:
        return lists.own_child_by_upn(number)
    born = form.date("born", "The date of birth")
    assert born is not None
    return lists.own_child_by_birth(form.text("surname", "surname"), born, form.text("postcode", "postcode"))


@pages.page("/children/<child>", needs=Permission.READ_CHILDREN, opens=Child)
def child(child: Child) -> Any:
    """One child: who, where, and what the other rooms have about them."""
    may = current_actor().may
    return render_template(
        "roll/child.html",
        child=child,
        may_bar=may(Permission.SET_BARS),
        finds=may(Permission.FIND_CHILDREN),
        **child_page.about(child),
    )
