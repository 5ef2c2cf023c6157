"""The one page: the form, and below it what came of it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from commerce_roles.display import to_html
from django_form.forms import ShopForm

__all__ = ["shop", "urlpatterns"]


def shop(request: HttpRequest) -> HttpResponse:
    """Show the form; of answers, show the assessment too. Nothing is kept."""
    lang = (get_language() or "en").partition("-")[0]
    form = ShopForm(request.POST or None, lang=lang)
    found = form.assessment if form.is_valid() else None
    drawn = to_html(found.report(lang)) if found else ""
    told = {"form": form, "lang": lang, "result": mark_safe(drawn)}  # noqa: S308 it is escaped
    return render(request, "shop.html", told, status=422 if form.errors else 200)


urlpatterns = [path("", shop)]
