"""The families of sentences about who made an app."""

from dialtone.model.maker import OriginGap, OriginKind
from dialtone.model.wording import Family

MAKER_FAMILIES = (
    Family(
        "maker",
        frozenset({"made_by_messenger", "made_by_other", "made_by_itself", "packed", "packed_volunteers"})
        | {"could_not_tell", "file_could_not_tell", "others_read", "packed_from", "unknown_signer"}
        | {"unknown_signer_file", "unknown_root_nameless", "unverified_nameless", "expected", "row", "row_handler"}
        | {"handler", "handler_do"}
        | {"file_advice", "nothing", "line", "named"},
        placeholders=frozenset({"messenger"}) | {"by", "app", "place", "program", "list", "text"},
    ),
    Family("maker_how", frozenset(OriginKind) - {OriginKind.NONE}, placeholders=frozenset({"messenger"}) | {"place"}),
    Family("maker_gap", frozenset(OriginGap) - {OriginGap.NOTHING_THERE}, placeholders=frozenset({"place"})),
)
