"""The first tables, and the triggers that make the trail append-only"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from foundation.trail.triggers import removal, statements

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("job_title", sa.String(length=120), nullable=False),
        sa.Column("telephone", sa.String(length=40), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=True),
        sa.Column("totp_secret", sa.LargeBinary(), nullable=True),
        sa.Column("totp_last_step", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("failing_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("signed_in_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("signed_in_before", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("email", name=op.f("uq_account_email")),
        sa.UniqueConstraint("public_id", name=op.f("uq_account_public_id")),
    )
    op.create_table(
        "child",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("upn", sa.String(length=13), nullable=True),
        sa.Column("surname", sa.String(length=120), nullable=False),
        sa.Column("forename", sa.String(length=120), nullable=False),
        sa.Column("preferred_surname", sa.String(length=120), nullable=True),
        sa.Column("known_as", sa.String(length=120), nullable=True),
        sa.Column("surname_key", sa.String(length=240), nullable=False),
        sa.Column("forename_key", sa.String(length=240), nullable=False),
        sa.Column("date_of_birth", sa.Date(), nullable=False),
        sa.Column("sex", sa.String(length=1), nullable=True),
        sa.Column("postcode", sa.String(length=8), nullable=True),
        sa.Column("ward_code", sa.String(length=9), nullable=True),
        sa.Column("source", sa.String(length=8), nullable=False),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["merged_into_id"], ["child.id"], name=op.f("fk_child_merged_into_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_child")),
        sa.UniqueConstraint("public_id", name=op.f("uq_child_public_id")),
        sa.UniqueConstraint("upn", name=op.f("uq_child_upn")),
    )
    op.create_index("ix_child_date_of_birth", "child", ["date_of_birth"], unique=False)
    op.create_index("ix_child_merged_into_id", "child", ["merged_into_id"], unique=False)
    op.create_index(
        "ix_child_surname_key_date_of_birth", "child", ["surname_key", "date_of_birth"], unique=False
    )
    op.create_table(
        "code_set",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("set", sa.String(length=40), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.Column("hint", sa.String(length=600), nullable=False),
        sa.Column("parent", sa.String(length=40), nullable=True),
        sa.Column("maps_to", sa.String(length=200), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("sort", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_code_set")),
    )
    op.create_index("ux_code_set_set_code", "code_set", ["set", "code"], unique=True)
    op.create_table(
        "job",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_error", sa.String(length=100), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state IN ('waiting', 'running', 'done', 'parked')", name=op.f("ck_job_state_is_known")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
    )
    op.create_index("ix_job_state_not_before", "job", ["state", "not_before"], unique=False)
    op.create_index(
        "ux_job_waiting_key",
        "job",
        ["key"],
        unique=True,
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.create_table(
        "nightly_run",
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("last_run", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_nightly_run")),
    )
    op.create_table(
        "panel",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("phase", sa.String(length=20), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_panel")),
        sa.UniqueConstraint("name", name=op.f("uq_panel_name")),
        sa.UniqueConstraint("public_id", name=op.f("uq_panel_public_id")),
    )
    op.create_table(
        "reference_counter",
        sa.Column("prefix", sa.String(length=10), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("prefix", "year", name=op.f("pk_reference_counter")),
    )
    op.create_table(
        "site_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("shares", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site_group")),
        sa.UniqueConstraint("name", name=op.f("uq_site_group_name")),
        sa.UniqueConstraint("public_id", name=op.f("uq_site_group_public_id")),
    )
    op.create_table(
        "trail_child",
        sa.Column("child_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("entry_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("child_id", "entry_id", name=op.f("pk_trail_child")),
    )
    op.create_table(
        "trail_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("os_user", sa.String(length=60), nullable=False),
        sa.Column("subject_type", sa.String(length=60), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=True),
        sa.Column("children", sa.Text(), nullable=False),
        sa.Column("request_id", sa.String(length=32), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trail_entry")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_trail_entry_actor_id"), "trail_entry", ["actor_id"], unique=False)
    op.create_index("ix_trail_entry_at", "trail_entry", ["at"], unique=False)
    op.create_index(
        "ix_trail_entry_subject", "trail_entry", ["subject_type", "subject_id", "id"], unique=False
    )
    op.create_table(
        "trail_key",
        sa.Column("subject_type", sa.String(length=60), nullable=False),
        sa.Column("subject_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("subject_type", "subject_id", name=op.f("pk_trail_key")),
    )
    op.create_table(
        "trail_seal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sealed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("last_entry", sa.Integer(), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trail_seal")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "trail_sealed",
        sa.Column("entry_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seal_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_trail_sealed")),
    )
    op.create_index("ix_trail_sealed_seal_id", "trail_sealed", ["seal_id"], unique=False)
    op.create_table(
        "answer_conflict",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("section", sa.String(length=60), nullable=False),
        sa.Column("path", sa.String(length=400), nullable=False),
        sa.Column("texts", sa.LargeBinary(), nullable=False),
        sa.Column("by_account", sa.Integer(), nullable=False),
        sa.Column("against_account", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("record_type", sa.String(length=60), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["against_account"], ["account.id"], name=op.f("fk_answer_conflict_against_account")
        ),
        sa.ForeignKeyConstraint(["by_account"], ["account.id"], name=op.f("fk_answer_conflict_by_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_conflict")),
    )
    op.create_table(
        "answer_revision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("section", sa.String(length=60), nullable=False),
        sa.Column("form_version", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("answers", sa.LargeBinary(), nullable=False),
        sa.Column("saved_by", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("record_type", sa.String(length=60), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["saved_by"], ["account.id"], name=op.f("fk_answer_revision_saved_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_revision")),
        sa.UniqueConstraint(
            "record_type",
            "record_id",
            "section",
            "revision",
            name=op.f("uq_answer_revision_record_type_record_id_section_revision"),
        ),
    )
    op.create_table(
        "answer_section",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("section", sa.String(length=60), nullable=False),
        sa.Column("form_version", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("answers", sa.LargeBinary(), nullable=False),
        sa.Column("malformed", sa.LargeBinary(), nullable=False),
        sa.Column("saved_by", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("record_type", sa.String(length=60), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["saved_by"], ["account.id"], name=op.f("fk_answer_section_saved_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_section")),
        sa.UniqueConstraint(
            "record_type",
            "record_id",
            "section",
            name=op.f("uq_answer_section_record_type_record_id_section"),
        ),
    )
    op.create_table(
        "answer_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("form_version", sa.Integer(), nullable=False),
        sa.Column("answers", sa.LargeBinary(), nullable=False),
        sa.Column("frozen_by", sa.Integer(), nullable=False),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("record_type", sa.String(length=60), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["frozen_by"], ["account.id"], name=op.f("fk_answer_version_frozen_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_version")),
        sa.UniqueConstraint(
            "record_type", "record_id", "number", name=op.f("uq_answer_version_record_type_record_id_number")
        ),
    )
    op.create_table(
        "bar",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("set_by", sa.Integer(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_bar_account_id")),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_bar_child_id")),
        sa.ForeignKeyConstraint(["set_by"], ["account.id"], name=op.f("fk_bar_set_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bar")),
    )
    op.create_index("ix_bar_account_id", "bar", ["account_id"], unique=False)
    op.create_table(
        "case",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=20), nullable=False),
        sa.Column("authority_reference", sa.String(length=60), nullable=True),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("how_known", sa.LargeBinary(), nullable=True),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["owner_id"], ["account.id"], name=op.f("fk_case_owner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case")),
        sa.UniqueConstraint("authority_reference", name=op.f("uq_case_authority_reference")),
        sa.UniqueConstraint("reference", name=op.f("uq_case_reference")),
    )
    op.create_index(op.f("ix_case_opened_on"), "case", ["opened_on"], unique=False)
    op.create_index(op.f("ix_case_status"), "case", ["status"], unique=False)
    op.create_table(
        "import_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("profile", sa.String(length=40), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=True),
        sa.Column("partial", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("document", sa.String(length=64), nullable=True),
        sa.Column("rejected_rows", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_import_run_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_run")),
        sa.UniqueConstraint("public_id", name=op.f("uq_import_run_public_id")),
    )
    op.create_index("ix_import_run_kind_state", "import_run", ["kind", "state"], unique=False)
    op.create_table(
        "invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("totp_secret", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_invitation_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_invitation_token_hash")),
    )
    op.create_table(
        "outbox_message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("notice", sa.String(length=60), nullable=False),
        sa.Column("path", sa.LargeBinary(), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("message_id", sa.String(length=60), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("dropped", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_outbox_message_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox_message")),
        sa.UniqueConstraint("key", name=op.f("uq_outbox_message_key")),
        sa.UniqueConstraint("message_id", name=op.f("uq_outbox_message_message_id")),
    )
    op.create_index(op.f("ix_outbox_message_account_id"), "outbox_message", ["account_id"], unique=False)
    op.create_index(op.f("ix_outbox_message_written_at"), "outbox_message", ["written_at"], unique=False)
    op.create_table(
        "panel_meeting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("panel_id", sa.Integer(), nullable=False),
        sa.Column("meets_on", sa.Date(), nullable=False),
        sa.Column("meets_at", sa.String(length=5), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("deadline", sa.Date(), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["panel_id"], ["panel.id"], name=op.f("fk_panel_meeting_panel_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_panel_meeting")),
        sa.UniqueConstraint("panel_id", "meets_on", name=op.f("uq_panel_meeting_panel_id_meets_on")),
        sa.UniqueConstraint("public_id", name=op.f("uq_panel_meeting_public_id")),
    )
    op.create_index(op.f("ix_panel_meeting_panel_id"), "panel_meeting", ["panel_id"], unique=False)
    op.create_index("ix_panel_meeting_status_meets_on", "panel_meeting", ["status", "meets_on"], unique=False)
    op.create_table(
        "separation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("child_a_id", sa.Integer(), nullable=False),
        sa.Column("child_b_id", sa.Integer(), nullable=False),
        sa.Column("from_date", sa.Date(), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=False),
        sa.Column("scope", sa.JSON(), nullable=False),
        sa.Column("conditions", sa.LargeBinary(), nullable=True),
        sa.Column("certainty", sa.String(length=12), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ended_reason", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint("child_a_id < child_b_id", name=op.f("ck_separation_lower_child_first")),
        sa.ForeignKeyConstraint(["child_a_id"], ["child.id"], name=op.f("fk_separation_child_a_id")),
        sa.ForeignKeyConstraint(["child_b_id"], ["child.id"], name=op.f("fk_separation_child_b_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_separation")),
        sa.UniqueConstraint("public_id", name=op.f("uq_separation_public_id")),
    )
    op.create_index(op.f("ix_separation_child_a_id"), "separation", ["child_a_id"], unique=False)
    op.create_index(op.f("ix_separation_child_b_id"), "separation", ["child_b_id"], unique=False)
    op.create_index(op.f("ix_separation_review_on"), "separation", ["review_on"], unique=False)
    op.create_index(op.f("ix_separation_status"), "separation", ["status"], unique=False)
    op.create_index(
        "ux_separation_pair_in_force",
        "separation",
        ["child_a_id", "child_b_id"],
        unique=True,
        sqlite_where=sa.text("status = 'in_force'"),
        postgresql_where=sa.text("status = 'in_force'"),
    )
    op.create_table(
        "web_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("second_factor", sa.Boolean(), nullable=False),
        sa.Column("locked", sa.Boolean(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_web_session_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_web_session")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_web_session_token_hash")),
    )
    op.create_index(op.f("ix_web_session_account_id"), "web_session", ["account_id"], unique=False)
    op.create_table(
        "child_alias",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("upn", sa.String(length=13), nullable=True),
        sa.Column("surname", sa.String(length=120), nullable=True),
        sa.Column("forename", sa.String(length=120), nullable=True),
        sa.Column("noted_on", sa.Date(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_child_alias_child_id")),
        sa.ForeignKeyConstraint(["run_id"], ["import_run.id"], name=op.f("fk_child_alias_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_child_alias")),
    )
    op.create_index("ix_child_alias_child_id", "child_alias", ["child_id"], unique=False)
    op.create_index("ix_child_alias_upn", "child_alias", ["upn"], unique=False)
    op.create_table(
        "identity_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=True),
        sa.Column("line", sa.Integer(), nullable=True),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("status", sa.String(length=8), nullable=False),
        sa.Column("same", sa.Boolean(), nullable=True),
        sa.Column("moved", sa.JSON(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["candidate_id"], ["child.id"], name=op.f("fk_identity_question_candidate_id")
        ),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_identity_question_child_id")),
        sa.ForeignKeyConstraint(["run_id"], ["import_run.id"], name=op.f("fk_identity_question_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identity_question")),
        sa.UniqueConstraint(
            "child_id", "candidate_id", name=op.f("uq_identity_question_child_id_candidate_id")
        ),
        sa.UniqueConstraint("public_id", name=op.f("uq_identity_question_public_id")),
    )
    op.create_index("ix_identity_question_candidate_id", "identity_question", ["candidate_id"], unique=False)
    op.create_index("ix_identity_question_status", "identity_question", ["status"], unique=False)
    op.create_table(
        "import_reject",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("column_name", sa.String(length=60), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("severity", sa.String(length=8), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["import_run.id"], name=op.f("fk_import_reject_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_reject")),
    )
    op.create_index("ix_import_reject_run_id", "import_reject", ["run_id"], unique=False)
    op.create_table(
        "separation_basis",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("separation_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("plan_reference", sa.String(length=30), nullable=True),
        sa.Column("added_on", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "(case_id IS NULL) <> (plan_reference IS NULL)", name=op.f("ck_separation_basis_case_or_plan")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_separation_basis_case_id")),
        sa.ForeignKeyConstraint(
            ["separation_id"], ["separation.id"], name=op.f("fk_separation_basis_separation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_separation_basis")),
        sa.UniqueConstraint(
            "separation_id", "case_id", name=op.f("uq_separation_basis_separation_id_case_id")
        ),
        sa.UniqueConstraint(
            "separation_id", "plan_reference", name=op.f("uq_separation_basis_separation_id_plan_reference")
        ),
    )
    op.create_index(op.f("ix_separation_basis_case_id"), "separation_basis", ["case_id"], unique=False)
    op.create_index(
        op.f("ix_separation_basis_separation_id"), "separation_basis", ["separation_id"], unique=False
    )
    op.create_table(
        "setting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("urn", sa.String(length=10), nullable=False),
        sa.Column("la_code", sa.String(length=4), nullable=False),
        sa.Column("la_name", sa.String(length=120), nullable=False),
        sa.Column("estab_number", sa.String(length=4), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("type_code", sa.String(length=4), nullable=False),
        sa.Column("type_name", sa.String(length=120), nullable=False),
        sa.Column("phase_code", sa.String(length=4), nullable=False),
        sa.Column("phase_name", sa.String(length=60), nullable=False),
        sa.Column("status_code", sa.String(length=4), nullable=False),
        sa.Column("status_name", sa.String(length=60), nullable=False),
        sa.Column("low_age", sa.Integer(), nullable=True),
        sa.Column("high_age", sa.Integer(), nullable=True),
        sa.Column("site_group_id", sa.Integer(), nullable=True),
        sa.Column("town", sa.String(length=120), nullable=False),
        sa.Column("postcode", sa.String(length=8), nullable=False),
        sa.Column("ward_code", sa.String(length=9), nullable=False),
        sa.Column("ward_name", sa.String(length=120), nullable=False),
        sa.Column("easting", sa.Integer(), nullable=True),
        sa.Column("northing", sa.Integer(), nullable=True),
        sa.Column("open_date", sa.Date(), nullable=True),
        sa.Column("close_date", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=12), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["run_id"], ["import_run.id"], name=op.f("fk_setting_run_id")),
        sa.ForeignKeyConstraint(["site_group_id"], ["site_group.id"], name=op.f("fk_setting_site_group_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_setting")),
        sa.UniqueConstraint("urn", name=op.f("uq_setting_urn")),
    )
    op.create_index("ix_setting_la_code", "setting", ["la_code"], unique=False)
    op.create_index("ix_setting_site_group_id", "setting", ["site_group_id"], unique=False)
    op.create_table(
        "sweep_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("whole", sa.Boolean(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("import_run_id", sa.Integer(), nullable=True),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_run_id"], ["import_run.id"], name=op.f("fk_sweep_run_import_run_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sweep_run")),
    )
    op.create_index(op.f("ix_sweep_run_import_run_id"), "sweep_run", ["import_run_id"], unique=False)
    op.create_index("ix_sweep_run_whole_as_of", "sweep_run", ["whole", "as_of"], unique=False)
    op.create_table(
        "assignment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("setting_id", sa.Integer(), nullable=True),
        sa.Column("panel_id", sa.Integer(), nullable=True),
        sa.Column("from_date", sa.Date(), nullable=False),
        sa.Column("until_date", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_assignment_account_id")),
        sa.ForeignKeyConstraint(["panel_id"], ["panel.id"], name=op.f("fk_assignment_panel_id")),
        sa.ForeignKeyConstraint(["setting_id"], ["setting.id"], name=op.f("fk_assignment_setting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
    )
    op.create_index("ix_assignment_account_id", "assignment", ["account_id"], unique=False)
    op.create_table(
        "calendar_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("setting_id", sa.Integer(), nullable=True),
        sa.Column("date_from", sa.Date(), nullable=False),
        sa.Column("date_until", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.CheckConstraint(
            "kind IN ('term', 'term_holiday', 'inset', 'closure', 'open')",
            name=op.f("ck_calendar_entry_kind_is_known"),
        ),
        sa.CheckConstraint("date_until >= date_from", name=op.f("ck_calendar_entry_ends_after_it_begins")),
        sa.ForeignKeyConstraint(
            ["setting_id"], ["setting.id"], name=op.f("fk_calendar_entry_setting_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_entry")),
    )
    op.create_index(op.f("ix_calendar_entry_setting_id"), "calendar_entry", ["setting_id"], unique=False)
    op.create_table(
        "contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=20), nullable=False),
        sa.Column("source_kind", sa.String(length=12), nullable=False),
        sa.Column("source_reference", sa.String(length=60), nullable=True),
        sa.Column("agency", sa.String(length=120), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("setting_id", sa.Integer(), nullable=True),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("summary", sa.LargeBinary(), nullable=True),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_contact_case_id")),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_contact_child_id")),
        sa.ForeignKeyConstraint(["setting_id"], ["setting.id"], name=op.f("fk_contact_setting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
        sa.UniqueConstraint("reference", name=op.f("uq_contact_reference")),
    )
    op.create_index(op.f("ix_contact_case_id"), "contact", ["case_id"], unique=False)
    op.create_index(op.f("ix_contact_child_id"), "contact", ["child_id"], unique=False)
    op.create_index("ix_contact_source", "contact", ["source_kind", "source_reference"], unique=False)
    op.create_index(op.f("ix_contact_status"), "contact", ["status"], unique=False)
    op.create_table(
        "enrolment",
        sa.Column("child_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("setting_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("leaving", sa.Date(), nullable=False),
        sa.Column("status", sa.String(length=1), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=True),
        sa.Column("line", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_enrolment_child_id")),
        sa.ForeignKeyConstraint(["run_id"], ["import_run.id"], name=op.f("fk_enrolment_run_id")),
        sa.ForeignKeyConstraint(["setting_id"], ["setting.id"], name=op.f("fk_enrolment_setting_id")),
        sa.PrimaryKeyConstraint("child_id", "setting_id", "start", name=op.f("pk_enrolment")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_enrolment_setting_id_leaving", "enrolment", ["setting_id", "leaving"], unique=False)
    op.create_table(
        "expected_enrolment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("setting_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("certainty", sa.String(length=8), nullable=False),
        sa.Column("source", sa.String(length=12), nullable=False),
        sa.Column("source_reference", sa.String(length=60), nullable=False),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_expected_enrolment_child_id")),
        sa.ForeignKeyConstraint(
            ["setting_id"], ["setting.id"], name=op.f("fk_expected_enrolment_setting_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expected_enrolment")),
    )
    op.create_index("ix_expected_enrolment_child_id", "expected_enrolment", ["child_id"], unique=False)
    op.create_index("ix_expected_enrolment_setting_id", "expected_enrolment", ["setting_id"], unique=False)
    op.create_table(
        "incident",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("happened_from", sa.Date(), nullable=True),
        sa.Column("happened_until", sa.Date(), nullable=True),
        sa.Column("place", sa.String(length=20), nullable=False),
        sa.Column("setting_id", sa.Integer(), nullable=True),
        sa.Column("natures", sa.JSON(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_incident_case_id")),
        sa.ForeignKeyConstraint(["setting_id"], ["setting.id"], name=op.f("fk_incident_setting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident")),
    )
    op.create_index(op.f("ix_incident_case_id"), "incident", ["case_id"], unique=False)
    op.create_table(
        "needs_form",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("form_version", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("setting_id", sa.Integer(), nullable=True),
        sa.Column("setting_type", sa.String(length=40), nullable=False),
        sa.Column("submitted_on", sa.Date(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ward", sa.String(length=120), nullable=False),
        sa.Column("year_group", sa.String(length=3), nullable=False),
        sa.Column("sex", sa.String(length=8), nullable=False),
        sa.Column("ethnicity", sa.String(length=8), nullable=False),
        sa.Column("category", sa.String(length=4), nullable=False),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_needs_form_child_id")),
        sa.ForeignKeyConstraint(["setting_id"], ["setting.id"], name=op.f("fk_needs_form_setting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_needs_form")),
        sa.UniqueConstraint("kind", "record_id", name=op.f("uq_needs_form_kind_record_id")),
    )
    op.create_index(op.f("ix_needs_form_child_id"), "needs_form", ["child_id"], unique=False)
    op.create_index(op.f("ix_needs_form_setting_id"), "needs_form", ["setting_id"], unique=False)
    op.create_index("ix_needs_form_submitted_on", "needs_form", ["submitted_on"], unique=False)
    op.create_table(
        "party",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("setting_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_party_case_id")),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_party_child_id")),
        sa.ForeignKeyConstraint(["setting_id"], ["setting.id"], name=op.f("fk_party_setting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_party")),
        sa.UniqueConstraint("case_id", "child_id", name=op.f("uq_party_case_id_child_id")),
    )
    op.create_index(op.f("ix_party_case_id"), "party", ["case_id"], unique=False)
    op.create_index(op.f("ix_party_child_id"), "party", ["child_id"], unique=False)
    op.create_table(
        "plan_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("setting_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("child_role", sa.String(length=24), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("note", sa.LargeBinary(), nullable=True),
        sa.Column("declined_reason", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["asked_by"], ["account.id"], name=op.f("fk_plan_request_asked_by")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_plan_request_case_id")),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_plan_request_child_id")),
        sa.ForeignKeyConstraint(["setting_id"], ["setting.id"], name=op.f("fk_plan_request_setting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_request")),
        sa.UniqueConstraint("public_id", name=op.f("uq_plan_request_public_id")),
    )
    op.create_index(op.f("ix_plan_request_case_id"), "plan_request", ["case_id"], unique=False)
    op.create_index(op.f("ix_plan_request_child_id"), "plan_request", ["child_id"], unique=False)
    op.create_index(
        "ix_plan_request_setting_id_status", "plan_request", ["setting_id", "status"], unique=False
    )
    op.create_table(
        "referral",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("reference", sa.String(length=20), nullable=True),
        sa.Column("child_id", sa.Integer(), nullable=True),
        sa.Column("setting_id", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=True),
        sa.Column("year_group", sa.String(length=3), nullable=True),
        sa.Column("ward", sa.String(length=120), nullable=True),
        sa.Column("origin", sa.String(length=8), nullable=False),
        sa.Column("form_version", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("started_by", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("submitted_by", sa.Integer(), nullable=True),
        sa.Column("accepted_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("category", sa.String(length=4), nullable=True),
        sa.Column("category_evidence", sa.LargeBinary(), nullable=True),
        sa.Column("returned_reason", sa.LargeBinary(), nullable=True),
        sa.Column("ended_reason", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_referral_child_id")),
        sa.ForeignKeyConstraint(["setting_id"], ["setting.id"], name=op.f("fk_referral_setting_id")),
        sa.ForeignKeyConstraint(["started_by"], ["account.id"], name=op.f("fk_referral_started_by")),
        sa.ForeignKeyConstraint(["submitted_by"], ["account.id"], name=op.f("fk_referral_submitted_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral")),
        sa.UniqueConstraint("public_id", name=op.f("uq_referral_public_id")),
        sa.UniqueConstraint("reference", name=op.f("uq_referral_reference")),
    )
    op.create_index(op.f("ix_referral_child_id"), "referral", ["child_id"], unique=False)
    op.create_index("ix_referral_setting_id_status", "referral", ["setting_id", "status"], unique=False)
    op.create_index("ix_referral_status_due_on", "referral", ["status", "due_on"], unique=False)
    op.create_table(
        "agenda_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("referral_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("outcome", sa.String(length=24), nullable=True),
        sa.ForeignKeyConstraint(["meeting_id"], ["panel_meeting.id"], name=op.f("fk_agenda_item_meeting_id")),
        sa.ForeignKeyConstraint(["referral_id"], ["referral.id"], name=op.f("fk_agenda_item_referral_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_item")),
        sa.UniqueConstraint("meeting_id", "referral_id", name=op.f("uq_agenda_item_meeting_id_referral_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_agenda_item_public_id")),
    )
    op.create_index(op.f("ix_agenda_item_meeting_id"), "agenda_item", ["meeting_id"], unique=False)
    op.create_index(op.f("ix_agenda_item_referral_id"), "agenda_item", ["referral_id"], unique=False)
    op.create_table(
        "contact_child",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_contact_child_child_id")),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name=op.f("fk_contact_child_contact_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_child")),
    )
    op.create_index(op.f("ix_contact_child_child_id"), "contact_child", ["child_id"], unique=False)
    op.create_index(op.f("ix_contact_child_contact_id"), "contact_child", ["contact_id"], unique=False)
    op.create_table(
        "needs_fact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("form_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=12), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("within", sa.String(length=40), nullable=False),
        sa.Column("capacity", sa.String(length=12), nullable=False),
        sa.Column("current", sa.String(length=10), nullable=False),
        sa.Column("source", sa.String(length=8), nullable=False),
        sa.Column("known", sa.String(length=12), nullable=False),
        sa.Column("responded", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(
            ["form_id"], ["needs_form.id"], name=op.f("fk_needs_fact_form_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_needs_fact")),
    )
    op.create_index(op.f("ix_needs_fact_form_id"), "needs_fact", ["form_id"], unique=False)
    op.create_table(
        "referral_document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("referral_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("file_name", sa.LargeBinary(), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("stored_as", sa.String(length=64), nullable=False),
        sa.Column("added_by", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["added_by"], ["account.id"], name=op.f("fk_referral_document_added_by")),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referral.id"], name=op.f("fk_referral_document_referral_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_document")),
        sa.UniqueConstraint("public_id", name=op.f("uq_referral_document_public_id")),
    )
    op.create_index(
        op.f("ix_referral_document_referral_id"), "referral_document", ["referral_id"], unique=False
    )
    op.create_table(
        "referral_flag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("referral_id", sa.Integer(), nullable=False),
        sa.Column("flag", sa.String(length=40), nullable=False),
        sa.Column("capacity", sa.String(length=12), nullable=True),
        sa.Column("current", sa.String(length=10), nullable=True),
        sa.Column("source", sa.String(length=8), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("noted_on", sa.Date(), nullable=False),
        sa.Column("noted_by", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["noted_by"], ["account.id"], name=op.f("fk_referral_flag_noted_by")),
        sa.ForeignKeyConstraint(["referral_id"], ["referral.id"], name=op.f("fk_referral_flag_referral_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_flag")),
        sa.UniqueConstraint(
            "referral_id", "flag", "source", name=op.f("uq_referral_flag_referral_id_flag_source")
        ),
    )
    op.create_index(op.f("ix_referral_flag_flag"), "referral_flag", ["flag"], unique=False)
    op.create_index(op.f("ix_referral_flag_referral_id"), "referral_flag", ["referral_id"], unique=False)
    op.create_table(
        "referral_linked_child",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("referral_id", sa.Integer(), nullable=False),
        sa.Column("row_key", sa.String(length=40), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=True),
        sa.Column("part", sa.String(length=16), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_referral_linked_child_child_id")),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referral.id"], name=op.f("fk_referral_linked_child_referral_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_linked_child")),
        sa.UniqueConstraint(
            "referral_id", "row_key", name=op.f("uq_referral_linked_child_referral_id_row_key")
        ),
    )
    op.create_index(
        op.f("ix_referral_linked_child_child_id"), "referral_linked_child", ["child_id"], unique=False
    )
    op.create_index(
        op.f("ix_referral_linked_child_referral_id"), "referral_linked_child", ["referral_id"], unique=False
    )
    op.create_table(
        "referral_place",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("referral_id", sa.Integer(), nullable=False),
        sa.Column("context", sa.String(length=20), nullable=False),
        sa.Column("row_key", sa.String(length=40), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=True),
        sa.Column("area", sa.String(length=120), nullable=True),
        sa.Column("time_of_day", sa.String(length=20), nullable=True),
        sa.ForeignKeyConstraint(["referral_id"], ["referral.id"], name=op.f("fk_referral_place_referral_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_place")),
    )
    op.create_index(op.f("ix_referral_place_referral_id"), "referral_place", ["referral_id"], unique=False)
    op.create_table(
        "safety_plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("reference", sa.String(length=20), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("setting_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("request_id", sa.Integer(), nullable=True),
        sa.Column("twin_id", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("form_version", sa.Integer(), nullable=False),
        sa.Column("started_by", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("signed_by", sa.Integer(), nullable=True),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_safety_plan_case_id")),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_safety_plan_child_id")),
        sa.ForeignKeyConstraint(["request_id"], ["plan_request.id"], name=op.f("fk_safety_plan_request_id")),
        sa.ForeignKeyConstraint(["setting_id"], ["setting.id"], name=op.f("fk_safety_plan_setting_id")),
        sa.ForeignKeyConstraint(["signed_by"], ["account.id"], name=op.f("fk_safety_plan_signed_by")),
        sa.ForeignKeyConstraint(["started_by"], ["account.id"], name=op.f("fk_safety_plan_started_by")),
        sa.ForeignKeyConstraint(["twin_id"], ["safety_plan.id"], name=op.f("fk_safety_plan_twin_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_safety_plan")),
        sa.UniqueConstraint("public_id", name=op.f("uq_safety_plan_public_id")),
        sa.UniqueConstraint("reference", name=op.f("uq_safety_plan_reference")),
    )
    op.create_index(op.f("ix_safety_plan_case_id"), "safety_plan", ["case_id"], unique=False)
    op.create_index(op.f("ix_safety_plan_child_id"), "safety_plan", ["child_id"], unique=False)
    op.create_index(op.f("ix_safety_plan_review_on"), "safety_plan", ["review_on"], unique=False)
    op.create_index(op.f("ix_safety_plan_setting_id"), "safety_plan", ["setting_id"], unique=False)
    op.create_table(
        "alert",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("separation_id", sa.Integer(), nullable=True),
        sa.Column("plan_id", sa.Integer(), nullable=True),
        sa.Column("case_reference", sa.String(length=60), nullable=True),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("other_child_id", sa.Integer(), nullable=True),
        sa.Column("setting_id", sa.Integer(), nullable=False),
        sa.Column("other_setting_id", sa.Integer(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("overlap_from", sa.Date(), nullable=True),
        sa.Column("overlap_until", sa.Date(), nullable=True),
        sa.Column("past", sa.Boolean(), nullable=False),
        sa.Column("evidence", sa.LargeBinary(), nullable=False),
        sa.Column("sweep_run_id", sa.Integer(), nullable=False),
        sa.Column("raised_on", sa.Date(), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("escalated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("assigned_to_id", sa.Integer(), nullable=True),
        sa.Column("action", sa.String(length=24), nullable=True),
        sa.Column("action_words", sa.LargeBinary(), nullable=True),
        sa.Column("withheld_reason", sa.LargeBinary(), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["assigned_to_id"], ["account.id"], name=op.f("fk_alert_assigned_to_id")),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_alert_child_id")),
        sa.ForeignKeyConstraint(["other_child_id"], ["child.id"], name=op.f("fk_alert_other_child_id")),
        sa.ForeignKeyConstraint(["other_setting_id"], ["setting.id"], name=op.f("fk_alert_other_setting_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["safety_plan.id"], name=op.f("fk_alert_plan_id")),
        sa.ForeignKeyConstraint(["separation_id"], ["separation.id"], name=op.f("fk_alert_separation_id")),
        sa.ForeignKeyConstraint(["setting_id"], ["setting.id"], name=op.f("fk_alert_setting_id")),
        sa.ForeignKeyConstraint(["sweep_run_id"], ["sweep_run.id"], name=op.f("fk_alert_sweep_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert")),
        sa.UniqueConstraint("key", name=op.f("uq_alert_key")),
        sa.UniqueConstraint("reference", name=op.f("uq_alert_reference")),
    )
    op.create_index(op.f("ix_alert_child_id"), "alert", ["child_id"], unique=False)
    op.create_index(op.f("ix_alert_kind"), "alert", ["kind"], unique=False)
    op.create_index(op.f("ix_alert_other_child_id"), "alert", ["other_child_id"], unique=False)
    op.create_index(op.f("ix_alert_plan_id"), "alert", ["plan_id"], unique=False)
    op.create_index(op.f("ix_alert_separation_id"), "alert", ["separation_id"], unique=False)
    op.create_index(op.f("ix_alert_setting_id"), "alert", ["setting_id"], unique=False)
    op.create_index("ix_alert_status_due_on", "alert", ["status", "due_on"], unique=False)
    op.create_table(
        "panel_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("referral_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=8), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("setting_id", sa.Integer(), nullable=True),
        sa.Column("start_date", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("transition_on", sa.Date(), nullable=True),
        sa.Column("reasons", sa.LargeBinary(), nullable=False),
        sa.Column("conditions", sa.LargeBinary(), nullable=True),
        sa.Column("dissent", sa.LargeBinary(), nullable=True),
        sa.Column("support_child", sa.LargeBinary(), nullable=True),
        sa.Column("support_stay", sa.LargeBinary(), nullable=True),
        sa.Column("responsible", sa.LargeBinary(), nullable=True),
        sa.Column("reason_matches", sa.String(length=8), nullable=True),
        sa.Column("contexts_covered", sa.String(length=8), nullable=True),
        sa.Column("check_result", sa.String(length=16), nullable=True),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("override_reason", sa.LargeBinary(), nullable=True),
        sa.Column("sent_back_reason", sa.LargeBinary(), nullable=True),
        sa.Column("drafted_by", sa.Integer(), nullable=False),
        sa.Column("drafted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("signed_by", sa.Integer(), nullable=True),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["drafted_by"], ["account.id"], name=op.f("fk_panel_decision_drafted_by")),
        sa.ForeignKeyConstraint(["item_id"], ["agenda_item.id"], name=op.f("fk_panel_decision_item_id")),
        sa.ForeignKeyConstraint(["referral_id"], ["referral.id"], name=op.f("fk_panel_decision_referral_id")),
        sa.ForeignKeyConstraint(["setting_id"], ["setting.id"], name=op.f("fk_panel_decision_setting_id")),
        sa.ForeignKeyConstraint(["signed_by"], ["account.id"], name=op.f("fk_panel_decision_signed_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_panel_decision")),
        sa.UniqueConstraint("public_id", name=op.f("uq_panel_decision_public_id")),
    )
    op.create_index(op.f("ix_panel_decision_item_id"), "panel_decision", ["item_id"], unique=False)
    op.create_index(op.f("ix_panel_decision_referral_id"), "panel_decision", ["referral_id"], unique=False)
    op.create_index(op.f("ix_panel_decision_setting_id"), "panel_decision", ["setting_id"], unique=False)
    op.create_index("ix_panel_decision_status", "panel_decision", ["status"], unique=False)
    op.create_table(
        "plan_other_child",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("row_key", sa.String(length=40), nullable=False),
        sa.Column("role", sa.String(length=24), nullable=False),
        sa.Column("forename", sa.LargeBinary(), nullable=False),
        sa.Column("surname", sa.LargeBinary(), nullable=False),
        sa.Column("born", sa.LargeBinary(), nullable=False),
        sa.Column("upn", sa.LargeBinary(), nullable=True),
        sa.Column("separation_id", sa.Integer(), nullable=True),
        sa.Column("gone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("gone_why", sa.String(length=12), nullable=True),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_plan_other_child_child_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["safety_plan.id"], name=op.f("fk_plan_other_child_plan_id")),
        sa.ForeignKeyConstraint(
            ["separation_id"], ["separation.id"], name=op.f("fk_plan_other_child_separation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_other_child")),
        sa.UniqueConstraint(
            "plan_id", "row_key", "child_id", name=op.f("uq_plan_other_child_plan_id_row_key_child_id")
        ),
    )
    op.create_index(op.f("ix_plan_other_child_child_id"), "plan_other_child", ["child_id"], unique=False)
    op.create_index(op.f("ix_plan_other_child_plan_id"), "plan_other_child", ["plan_id"], unique=False)
    op.create_index(
        op.f("ix_plan_other_child_separation_id"), "plan_other_child", ["separation_id"], unique=False
    )
    op.create_table(
        "plan_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("answers", sa.LargeBinary(), nullable=False),
        sa.Column("form_version", sa.Integer(), nullable=False),
        sa.Column("submitted_by", sa.Integer(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reviewer_id", sa.Integer(), nullable=True),
        sa.Column("summary", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["plan_id"], ["safety_plan.id"], name=op.f("fk_plan_version_plan_id")),
        sa.ForeignKeyConstraint(["reviewer_id"], ["account.id"], name=op.f("fk_plan_version_reviewer_id")),
        sa.ForeignKeyConstraint(["submitted_by"], ["account.id"], name=op.f("fk_plan_version_submitted_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_version")),
        sa.UniqueConstraint("plan_id", "number", name=op.f("uq_plan_version_plan_id_number")),
        sa.UniqueConstraint("public_id", name=op.f("uq_plan_version_public_id")),
    )
    op.create_index(op.f("ix_plan_version_plan_id"), "plan_version", ["plan_id"], unique=False)
    op.create_index(op.f("ix_plan_version_status"), "plan_version", ["status"], unique=False)
    op.create_table(
        "disclosure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("alert_id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("other_child_id", sa.Integer(), nullable=True),
        sa.Column("setting_id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("names_other", sa.Boolean(), nullable=False),
        sa.Column("naming_reason", sa.LargeBinary(), nullable=True),
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.Column("legal_basis", sa.String(length=40), nullable=False),
        sa.Column("letter", sa.LargeBinary(), nullable=False),
        sa.Column("written_by_id", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opened_by_id", sa.Integer(), nullable=True),
        sa.Column("acknowledged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("acknowledged_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["acknowledged_by_id"], ["account.id"], name=op.f("fk_disclosure_acknowledged_by_id")
        ),
        sa.ForeignKeyConstraint(["alert_id"], ["alert.id"], name=op.f("fk_disclosure_alert_id")),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_disclosure_child_id")),
        sa.ForeignKeyConstraint(["opened_by_id"], ["account.id"], name=op.f("fk_disclosure_opened_by_id")),
        sa.ForeignKeyConstraint(["other_child_id"], ["child.id"], name=op.f("fk_disclosure_other_child_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["safety_plan.id"], name=op.f("fk_disclosure_plan_id")),
        sa.ForeignKeyConstraint(["setting_id"], ["setting.id"], name=op.f("fk_disclosure_setting_id")),
        sa.ForeignKeyConstraint(["written_by_id"], ["account.id"], name=op.f("fk_disclosure_written_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disclosure")),
        sa.UniqueConstraint("public_id", name=op.f("uq_disclosure_public_id")),
    )
    op.create_index(op.f("ix_disclosure_alert_id"), "disclosure", ["alert_id"], unique=False)
    op.create_index(op.f("ix_disclosure_child_id"), "disclosure", ["child_id"], unique=False)
    op.create_index(op.f("ix_disclosure_other_child_id"), "disclosure", ["other_child_id"], unique=False)
    op.create_index(op.f("ix_disclosure_plan_id"), "disclosure", ["plan_id"], unique=False)
    op.create_index("ix_disclosure_setting_id_status", "disclosure", ["setting_id", "status"], unique=False)
    op.create_table(
        "placement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("referral_id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("setting_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("start_date", sa.Date(), nullable=False),
        sa.Column("first_attended_on", sa.Date(), nullable=True),
        sa.Column("check_on", sa.Date(), nullable=True),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.LargeBinary(), nullable=True),
        sa.Column("broke_down_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_placement_child_id")),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["panel_decision.id"], name=op.f("fk_placement_decision_id")
        ),
        sa.ForeignKeyConstraint(["referral_id"], ["referral.id"], name=op.f("fk_placement_referral_id")),
        sa.ForeignKeyConstraint(["setting_id"], ["setting.id"], name=op.f("fk_placement_setting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_placement")),
        sa.UniqueConstraint("decision_id", name=op.f("uq_placement_decision_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_placement_public_id")),
    )
    op.create_index(op.f("ix_placement_child_id"), "placement", ["child_id"], unique=False)
    op.create_index(op.f("ix_placement_referral_id"), "placement", ["referral_id"], unique=False)
    op.create_index(op.f("ix_placement_setting_id"), "placement", ["setting_id"], unique=False)
    op.create_table(
        "quality_point",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("criterion", sa.String(length=40), nullable=False),
        sa.Column("level", sa.String(length=12), nullable=False),
        sa.Column("comment", sa.LargeBinary(), nullable=True),
        sa.Column("answer", sa.String(length=12), nullable=True),
        sa.Column("answer_text", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["version_id"], ["plan_version.id"], name=op.f("fk_quality_point_version_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quality_point")),
        sa.UniqueConstraint("version_id", "criterion", name=op.f("uq_quality_point_version_id_criterion")),
    )
    op.create_index(op.f("ix_quality_point_version_id"), "quality_point", ["version_id"], unique=False)
    for statement in statements(op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    for statement in removal(op.get_bind().dialect.name):
        op.execute(statement)
    op.drop_index(op.f("ix_quality_point_version_id"), table_name="quality_point")
    op.drop_table("quality_point")
    op.drop_index(op.f("ix_placement_setting_id"), table_name="placement")
    op.drop_index(op.f("ix_placement_referral_id"), table_name="placement")
    op.drop_index(op.f("ix_placement_child_id"), table_name="placement")
    op.drop_table("placement")
    op.drop_index("ix_disclosure_setting_id_status", table_name="disclosure")
    op.drop_index(op.f("ix_disclosure_plan_id"), table_name="disclosure")
    op.drop_index(op.f("ix_disclosure_other_child_id"), table_name="disclosure")
    op.drop_index(op.f("ix_disclosure_child_id"), table_name="disclosure")
    op.drop_index(op.f("ix_disclosure_alert_id"), table_name="disclosure")
    op.drop_table("disclosure")
    op.drop_index(op.f("ix_plan_version_status"), table_name="plan_version")
    op.drop_index(op.f("ix_plan_version_plan_id"), table_name="plan_version")
    op.drop_table("plan_version")
    op.drop_index(op.f("ix_plan_other_child_separation_id"), table_name="plan_other_child")
    op.drop_index(op.f("ix_plan_other_child_plan_id"), table_name="plan_other_child")
    op.drop_index(op.f("ix_plan_other_child_child_id"), table_name="plan_other_child")
    op.drop_table("plan_other_child")
    op.drop_index("ix_panel_decision_status", table_name="panel_decision")
    op.drop_index(op.f("ix_panel_decision_setting_id"), table_name="panel_decision")
    op.drop_index(op.f("ix_panel_decision_referral_id"), table_name="panel_decision")
    op.drop_index(op.f("ix_panel_decision_item_id"), table_name="panel_decision")
    op.drop_table("panel_decision")
    op.drop_index("ix_alert_status_due_on", table_name="alert")
    op.drop_index(op.f("ix_alert_setting_id"), table_name="alert")
    op.drop_index(op.f("ix_alert_separation_id"), table_name="alert")
    op.drop_index(op.f("ix_alert_plan_id"), table_name="alert")
    op.drop_index(op.f("ix_alert_other_child_id"), table_name="alert")
    op.drop_index(op.f("ix_alert_kind"), table_name="alert")
    op.drop_index(op.f("ix_alert_child_id"), table_name="alert")
    op.drop_table("alert")
    op.drop_index(op.f("ix_safety_plan_setting_id"), table_name="safety_plan")
    op.drop_index(op.f("ix_safety_plan_review_on"), table_name="safety_plan")
    op.drop_index(op.f("ix_safety_plan_child_id"), table_name="safety_plan")
    op.drop_index(op.f("ix_safety_plan_case_id"), table_name="safety_plan")
    op.drop_table("safety_plan")
    op.drop_index(op.f("ix_referral_place_referral_id"), table_name="referral_place")
    op.drop_table("referral_place")
    op.drop_index(op.f("ix_referral_linked_child_referral_id"), table_name="referral_linked_child")
    op.drop_index(op.f("ix_referral_linked_child_child_id"), table_name="referral_linked_child")
    op.drop_table("referral_linked_child")
    op.drop_index(op.f("ix_referral_flag_referral_id"), table_name="referral_flag")
    op.drop_index(op.f("ix_referral_flag_flag"), table_name="referral_flag")
    op.drop_table("referral_flag")
    op.drop_index(op.f("ix_referral_document_referral_id"), table_name="referral_document")
    op.drop_table("referral_document")
    op.drop_index(op.f("ix_needs_fact_form_id"), table_name="needs_fact")
    op.drop_table("needs_fact")
    op.drop_index(op.f("ix_contact_child_contact_id"), table_name="contact_child")
    op.drop_index(op.f("ix_contact_child_child_id"), table_name="contact_child")
    op.drop_table("contact_child")
    op.drop_index(op.f("ix_agenda_item_referral_id"), table_name="agenda_item")
    op.drop_index(op.f("ix_agenda_item_meeting_id"), table_name="agenda_item")
    op.drop_table("agenda_item")
    op.drop_index("ix_referral_status_due_on", table_name="referral")
    op.drop_index("ix_referral_setting_id_status", table_name="referral")
    op.drop_index(op.f("ix_referral_child_id"), table_name="referral")
    op.drop_table("referral")
    op.drop_index("ix_plan_request_setting_id_status", table_name="plan_request")
    op.drop_index(op.f("ix_plan_request_child_id"), table_name="plan_request")
    op.drop_index(op.f("ix_plan_request_case_id"), table_name="plan_request")
    op.drop_table("plan_request")
    op.drop_index(op.f("ix_party_child_id"), table_name="party")
    op.drop_index(op.f("ix_party_case_id"), table_name="party")
    op.drop_table("party")
    op.drop_index("ix_needs_form_submitted_on", table_name="needs_form")
    op.drop_index(op.f("ix_needs_form_setting_id"), table_name="needs_form")
    op.drop_index(op.f("ix_needs_form_child_id"), table_name="needs_form")
    op.drop_table("needs_form")
    op.drop_index(op.f("ix_incident_case_id"), table_name="incident")
    op.drop_table("incident")
    op.drop_index("ix_expected_enrolment_setting_id", table_name="expected_enrolment")
    op.drop_index("ix_expected_enrolment_child_id", table_name="expected_enrolment")
    op.drop_table("expected_enrolment")
    op.drop_index("ix_enrolment_setting_id_leaving", table_name="enrolment")
    op.drop_table("enrolment")
    op.drop_index(op.f("ix_contact_status"), table_name="contact")
    op.drop_index("ix_contact_source", table_name="contact")
    op.drop_index(op.f("ix_contact_child_id"), table_name="contact")
    op.drop_index(op.f("ix_contact_case_id"), table_name="contact")
    op.drop_table("contact")
    op.drop_index(op.f("ix_calendar_entry_setting_id"), table_name="calendar_entry")
    op.drop_table("calendar_entry")
    op.drop_index("ix_assignment_account_id", table_name="assignment")
    op.drop_table("assignment")
    op.drop_index("ix_sweep_run_whole_as_of", table_name="sweep_run")
    op.drop_index(op.f("ix_sweep_run_import_run_id"), table_name="sweep_run")
    op.drop_table("sweep_run")
    op.drop_index("ix_setting_site_group_id", table_name="setting")
    op.drop_index("ix_setting_la_code", table_name="setting")
    op.drop_table("setting")
    op.drop_index(op.f("ix_separation_basis_separation_id"), table_name="separation_basis")
    op.drop_index(op.f("ix_separation_basis_case_id"), table_name="separation_basis")
    op.drop_table("separation_basis")
    op.drop_index("ix_import_reject_run_id", table_name="import_reject")
    op.drop_table("import_reject")
    op.drop_index("ix_identity_question_status", table_name="identity_question")
    op.drop_index("ix_identity_question_candidate_id", table_name="identity_question")
    op.drop_table("identity_question")
    op.drop_index("ix_child_alias_upn", table_name="child_alias")
    op.drop_index("ix_child_alias_child_id", table_name="child_alias")
    op.drop_table("child_alias")
    op.drop_index(op.f("ix_web_session_account_id"), table_name="web_session")
    op.drop_table("web_session")
    op.drop_index(
        "ux_separation_pair_in_force",
        table_name="separation",
        sqlite_where=sa.text("status = 'in_force'"),
        postgresql_where=sa.text("status = 'in_force'"),
    )
    op.drop_index(op.f("ix_separation_status"), table_name="separation")
    op.drop_index(op.f("ix_separation_review_on"), table_name="separation")
    op.drop_index(op.f("ix_separation_child_b_id"), table_name="separation")
    op.drop_index(op.f("ix_separation_child_a_id"), table_name="separation")
    op.drop_table("separation")
    op.drop_index("ix_panel_meeting_status_meets_on", table_name="panel_meeting")
    op.drop_index(op.f("ix_panel_meeting_panel_id"), table_name="panel_meeting")
    op.drop_table("panel_meeting")
    op.drop_index(op.f("ix_outbox_message_written_at"), table_name="outbox_message")
    op.drop_index(op.f("ix_outbox_message_account_id"), table_name="outbox_message")
    op.drop_table("outbox_message")
    op.drop_table("invitation")
    op.drop_index("ix_import_run_kind_state", table_name="import_run")
    op.drop_table("import_run")
    op.drop_index(op.f("ix_case_status"), table_name="case")
    op.drop_index(op.f("ix_case_opened_on"), table_name="case")
    op.drop_table("case")
    op.drop_index("ix_bar_account_id", table_name="bar")
    op.drop_table("bar")
    op.drop_table("answer_version")
    op.drop_table("answer_section")
    op.drop_table("answer_revision")
    op.drop_table("answer_conflict")
    op.drop_index("ix_trail_sealed_seal_id", table_name="trail_sealed")
    op.drop_table("trail_sealed")
    op.drop_table("trail_seal")
    op.drop_table("trail_key")
    op.drop_index("ix_trail_entry_subject", table_name="trail_entry")
    op.drop_index("ix_trail_entry_at", table_name="trail_entry")
    op.drop_index(op.f("ix_trail_entry_actor_id"), table_name="trail_entry")
    op.drop_table("trail_entry")
    op.drop_table("trail_child")
    op.drop_table("site_group")
    op.drop_table("reference_counter")
    op.drop_table("panel")
    op.drop_table("nightly_run")
    op.drop_index(
        "ux_job_waiting_key",
        table_name="job",
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.drop_index("ix_job_state_not_before", table_name="job")
    op.drop_table("job")
    op.drop_index("ux_code_set_set_code", table_name="code_set")
    op.drop_table("code_set")
    op.drop_index("ix_child_surname_key_date_of_birth", table_name="child")
    op.drop_index("ix_child_merged_into_id", table_name="child")
    op.drop_index("ix_child_date_of_birth", table_name="child")
    op.drop_table("child")
    op.drop_table("account")
