"""The access table of packs: each reader's own copy, asked for by the meeting; a document by itself."""

SEES = {
    "paper": {"coordinator": "of", "member": "o", "chair": "o", "officer": "of"},
}

TABLE = """
fap_pack.pack                 GET  200     meeting       coordinator member chair officer
fap_pack.ask                  POST 302     meeting       coordinator member chair officer
fap_pack.stop                 POST 302     meeting       coordinator member chair officer
fap_pack.progress             GET  200     meeting       coordinator member chair officer
fap_pack.file                 GET  302     meeting       coordinator member chair officer
fap_pack.document             GET  200     paper         coordinator member chair officer
"""

ALSO = {"fap_pack.document": {"item": "@item"}}
NAMES = {"paper": "document"}
