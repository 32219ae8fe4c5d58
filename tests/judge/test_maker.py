"""Who made a file, by its signer: a messenger, or a tool that the advice names."""

from dialtone.judge.maker import judge_file
from dialtone.model.maker import Maker, Origin, OriginKind
from dialtone.store.data_folders import resources
from dialtone.store.guidance_file import load_guidance


def test_a_tool_of_the_advice_is_known_by_its_signer() -> None:
    entries = load_guidance(resources(), "en")
    tools = tuple(entry.tool for entry in entries if entry.tool is not None)
    for signer, tool in (("Psiphon Inc.", "psiphon"), ("Privacy Technologies OU", "amnezia")):
        made = judge_file(tools, "anything.exe", Origin(OriginKind.AUTHENTICODE, signer))
        assert (made.messenger, made.maker) == (tool, Maker.MESSENGER)
    stranger = Origin(OriginKind.AUTHENTICODE, "Psiphon Pro Ltd.")
    assert judge_file(tools, "psiphon3.exe", stranger).maker is Maker.UNKNOWN
