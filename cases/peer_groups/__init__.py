"""Peer group information, asked of one named provider for one assessment (Appendix F)."""
