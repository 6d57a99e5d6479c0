"""Peer group information, asked of one named provider for one assessment (Appendix F).

Bound to its purpose: who asked, and whom they let in with a reason, read it. A peer who is named
becomes a record only by an officer's decision, and nobody searches in any of it.
"""
