"""An explainer that calls messengers by given names, as if the catalogue had them."""

from collections.abc import Mapping
from copy import copy

from dialtone.explain.explainer import Explainer
from dialtone.explain.sentences import Sentences


def named(explainer: Explainer, names: Mapping[str, str]) -> Explainer:
    other = copy(explainer)
    known = explainer.sentences
    other.sentences = Sentences(known.wording, {**known.names, **names})
    return other
