"""For the gallery: how a language says that something is in a country."""

from dialtone.explain.sentences import Sentences
from dialtone.store.data_folders import resources
from dialtone.store.situation_file import load_situations


def inside(country: str, sentences: Sentences) -> str:
    records = load_situations(resources(), sentences.language)
    return next(record.inside for record in records if record.country == country)
