"""The Fair Access Panel: referrals from schools, the coordinator's desk, panels, decisions and placements."""
