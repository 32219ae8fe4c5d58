"""The reference section: all advice that may be read without a check, and the law on it."""

from dialtone.explain.guidance_choice import choose_reference
from dialtone.explain.guidance_words import list_law, put_into_words, say_law_in_short
from dialtone.explain.material import Material
from dialtone.model.explanation import Guidance
from dialtone.model.guidance import GuidanceEntry, Tool


def say_advice(material: Material, identifier: str) -> Guidance | None:
    """Return one piece of advice by its id, in words; None if there is none with this id."""
    named = (entry for entry in material.entries if entry.id == identifier)
    return next((put_into_words(material.sentences, entry, material.person) for entry in named), None)


def list_reference(material: Material) -> tuple[Guidance, ...]:
    """Return all advice that may be read today in the person's country."""
    return tuple(put_into_words(material.sentences, entry, material.person) for entry in _list_entries(material))


def list_reference_law(material: Material, advice: str = "") -> tuple[str, ...]:
    """Return what is known about the law on the reference section, or on one piece of advice by its id."""
    entries = [entry for entry in _list_entries(material) if advice in ("", entry.id)]
    return list_law(material.sentences, entries, material.person)


def say_reference_law_in_short(material: Material) -> str:
    """Return the one sentence on the law that is shown above the reference section; empty if no law applies."""
    return say_law_in_short(material.sentences, _list_entries(material), material.person)


def list_tools(material: Material) -> tuple[Tool, ...]:
    """Return the tools that advice names, each once; none where they are banned."""
    if material.person.record.bans_tools:
        return ()
    return tuple({entry.tool.name: entry.tool for entry in material.entries if entry.tool is not None}.values())


def _list_entries(material: Material) -> tuple[GuidanceEntry, ...]:
    return choose_reference(material.entries, material.order, material.person)
