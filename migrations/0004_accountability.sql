CREATE TABLE "commission_agenda_items" (
	"id" uuid PRIMARY KEY NOT NULL,
	"session" uuid NOT NULL,
	"number" integer NOT NULL,
	"title" text NOT NULL,
	"text" text,
	"agreement" uuid
);
--> statement-breakpoint
CREATE TABLE "commission_agreements" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"text" text NOT NULL,
	"session" uuid NOT NULL,
	"item" uuid,
	"motion" uuid,
	"responsible" text NOT NULL,
	"due_on" date NOT NULL,
	"state" text NOT NULL,
	"fulfilled_on" date,
	"evidence" text,
	"note" text,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "commission_agreements_code_unique" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "commission_attendance" (
	"session" uuid NOT NULL,
	"seat" uuid NOT NULL,
	"present" boolean NOT NULL,
	"left_at" timestamp with time zone,
	CONSTRAINT "commission_attendance_session_seat_pk" PRIMARY KEY("session","seat")
);
--> statement-breakpoint
CREATE TABLE "commission_acts" (
	"entry" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"subject_type" text NOT NULL,
	"subject" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"act" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "commission_files" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"bytes" "bytea" NOT NULL,
	"sha256" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "commission_seats" (
	"id" uuid PRIMARY KEY NOT NULL,
	"holder" text NOT NULL,
	"post" text NOT NULL,
	"state" text,
	"votes" boolean NOT NULL,
	"since" date NOT NULL,
	"until" date
);
--> statement-breakpoint
CREATE TABLE "commission_sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"year" integer NOT NULL,
	"number" integer,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"place" text NOT NULL,
	"called_at" timestamp with time zone,
	"notice_days" integer,
	"opened_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"minutes" text,
	"minutes_file" "bytea",
	"minutes_name" text,
	"minutes_type" text,
	"minutes_sha256" text,
	"minutes_at" timestamp with time zone,
	"recording" text,
	"reason" text,
	"version" integer DEFAULT 1 NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "commission_covenant_reminders" (
	"covenant" uuid NOT NULL,
	"to_day" date NOT NULL,
	"days" integer NOT NULL,
	CONSTRAINT "commission_covenant_reminders_covenant_to_day_days_pk" PRIMARY KEY("covenant","to_day","days")
);
--> statement-breakpoint
CREATE TABLE "commission_covenants" (
	"id" uuid PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	"parties" text[] NOT NULL,
	"object" text NOT NULL,
	"state" text NOT NULL,
	"signed_on" date,
	"from_day" date,
	"to_day" date,
	"renewal_days" integer NOT NULL,
	"document" text,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "commission_covenants_days" CHECK ("commission_covenants"."to_day" >= "commission_covenants"."from_day")
);
--> statement-breakpoint
CREATE TABLE "commission_deliverables" (
	"id" uuid PRIMARY KEY NOT NULL,
	"covenant" uuid NOT NULL,
	"number" integer NOT NULL,
	"title" text NOT NULL,
	"responsible" text NOT NULL,
	"due_on" date,
	"state" text NOT NULL,
	"delivered_on" date,
	"evidence" text,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "commission_exhortation_events" (
	"exhortation" uuid NOT NULL,
	"step" text NOT NULL,
	"on_day" date NOT NULL,
	"document" text,
	"note" text,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "commission_exhortation_events_exhortation_step_pk" PRIMARY KEY("exhortation","step")
);
--> statement-breakpoint
CREATE TABLE "commission_exhortations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"subject" text NOT NULL,
	"text" text NOT NULL,
	"addressee" text NOT NULL,
	"state" text,
	"agreement" uuid,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "commission_motions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"session" uuid NOT NULL,
	"item" uuid NOT NULL,
	"text" text NOT NULL,
	"result" text,
	"closed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "commission_votes" (
	"motion" uuid NOT NULL,
	"seat" uuid NOT NULL,
	"ballot" text NOT NULL,
	CONSTRAINT "commission_votes_motion_seat_pk" PRIMARY KEY("motion","seat")
);
--> statement-breakpoint
CREATE TABLE "commission_work_actions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"line" text NOT NULL,
	"title" text NOT NULL,
	"responsible" text NOT NULL,
	"due_on" date,
	"state" text NOT NULL,
	"evidence" jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "commission_work_lines" (
	"code" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"position" integer NOT NULL,
	"text" text NOT NULL,
	"text_en" text NOT NULL,
	"carried_by" text[] NOT NULL,
	"source" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "plan_amendments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"commitment" uuid NOT NULL,
	"milestone" uuid,
	"field" text NOT NULL,
	"before" text,
	"after" text,
	"reason" text NOT NULL,
	"person" uuid,
	"at" timestamp with time zone NOT NULL,
	"entry" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "plan_links" (
	"commitment" uuid NOT NULL,
	"kind" text NOT NULL,
	"target" text NOT NULL,
	"title" text NOT NULL,
	"path" text NOT NULL,
	CONSTRAINT "plan_links_commitment_kind_target_pk" PRIMARY KEY("commitment","kind","target")
);
--> statement-breakpoint
CREATE TABLE "plan_commitments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"plan" uuid NOT NULL,
	"state" text NOT NULL,
	"number" text NOT NULL,
	"title" text NOT NULL,
	"problem" text,
	"goal" text,
	"theme" text,
	"sdg_target" text,
	"lead" text,
	"supporting" text[] DEFAULT '{}' NOT NULL,
	"counterpart" text,
	"counterpart_member" uuid,
	"starts_on" date,
	"due_on" date,
	"completion" text,
	"last_update" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"draft" boolean DEFAULT false NOT NULL,
	"source" text,
	"search" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"loaded_version" integer,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "plan_commitments_days" CHECK ("plan_commitments"."due_on" >= "plan_commitments"."starts_on")
);
--> statement-breakpoint
CREATE TABLE "plan_evidence" (
	"id" uuid PRIMARY KEY NOT NULL,
	"commitment" uuid NOT NULL,
	"milestone" uuid,
	"report" uuid,
	"title" text NOT NULL,
	"shown_on" date,
	"address" text,
	"file" "bytea",
	"file_name" text,
	"content_type" text,
	"sha256" text,
	"bytes" integer,
	"person" uuid,
	"at" timestamp with time zone NOT NULL,
	"entry" uuid NOT NULL,
	"withdrawn_at" timestamp with time zone,
	"withdrawn_reason" text,
	CONSTRAINT "plan_evidence_kind" CHECK (("plan_evidence"."withdrawn_at" is null and ("plan_evidence"."address" is null) <> ("plan_evidence"."file" is null))
        or ("plan_evidence"."withdrawn_at" is not null and "plan_evidence"."address" is null and "plan_evidence"."file" is null))
);
--> statement-breakpoint
CREATE TABLE "plan_milestones" (
	"id" uuid PRIMARY KEY NOT NULL,
	"commitment" uuid NOT NULL,
	"number" integer NOT NULL,
	"product" text NOT NULL,
	"responsible" text,
	"due_on" date,
	"weight" numeric(8, 3) DEFAULT 1 NOT NULL,
	"completion" text,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "plan_milestones_weight" CHECK ("plan_milestones"."weight" > 0)
);
--> statement-breakpoint
CREATE TABLE "plan_reports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"commitment" uuid NOT NULL,
	"milestone" uuid,
	"voice" text NOT NULL,
	"completion" text NOT NULL,
	"text" text NOT NULL,
	"early_result" text,
	"opening" text,
	"person" uuid,
	"at" timestamp with time zone NOT NULL,
	"entry" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "plan_resistances" (
	"id" uuid PRIMARY KEY NOT NULL,
	"commitment" uuid NOT NULL,
	"kind" text NOT NULL,
	"description" text NOT NULL,
	"strategy" text,
	"result" text,
	"version" integer DEFAULT 1 NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "plan_acts" (
	"entry" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"subject_type" text NOT NULL,
	"subject" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"act" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "plan_changes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"plan" uuid NOT NULL,
	"field" text NOT NULL,
	"before" text,
	"after" text,
	"reason" text,
	"at" timestamp with time zone NOT NULL,
	"entry" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "plan_files" (
	"id" uuid PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"file" "bytea" NOT NULL,
	"file_name" text NOT NULL,
	"content_type" text NOT NULL,
	"sha256" text NOT NULL,
	"person" uuid,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "plan_notes" (
	"id" integer PRIMARY KEY NOT NULL,
	"as_of" text NOT NULL,
	"measure" text NOT NULL,
	"value" integer NOT NULL,
	"states" jsonb NOT NULL,
	"source" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "plan_reminders" (
	"commitment" uuid NOT NULL,
	"due_on" date NOT NULL,
	"step" text NOT NULL,
	"sent_at" timestamp with time zone NOT NULL,
	CONSTRAINT "plan_reminders_commitment_due_on_step_pk" PRIMARY KEY("commitment","due_on","step")
);
--> statement-breakpoint
CREATE TABLE "plan_stages" (
	"plan" uuid NOT NULL,
	"number" integer NOT NULL,
	"stage" text NOT NULL,
	"entered_on" date,
	"document" text,
	"reason" text,
	"entry" uuid,
	CONSTRAINT "plan_stages_plan_number_pk" PRIMARY KEY("plan","number")
);
--> statement-breakpoint
CREATE TABLE "plans" (
	"id" uuid PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"edition" integer NOT NULL,
	"title" text,
	"from_day" date,
	"to_day" date,
	"stage" text NOT NULL,
	"declared_commitments" integer,
	"as_of" text,
	"source" text,
	"version" integer DEFAULT 1 NOT NULL,
	"loaded_version" integer,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "plan_invitations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"member" uuid NOT NULL,
	"state" text NOT NULL,
	"email" text,
	"token" text NOT NULL,
	"invited_by" uuid,
	"at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"ended_how" text
);
--> statement-breakpoint
CREATE TABLE "plan_representatives" (
	"id" uuid PRIMARY KEY NOT NULL,
	"member" uuid NOT NULL,
	"state" text NOT NULL,
	"person" uuid,
	"since" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "plan_secretariat_members" (
	"id" uuid PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"sector" text NOT NULL,
	"organisation" text NOT NULL,
	"facilitates" integer DEFAULT 0 NOT NULL,
	"since" date,
	"until" date,
	"as_of" text,
	"source" text
);
--> statement-breakpoint
CREATE TABLE "plan_secretariat_moves" (
	"state" text NOT NULL,
	"number" integer NOT NULL,
	"status" text NOT NULL,
	"on_day" date NOT NULL,
	"document" text,
	"reason" text,
	"at" timestamp with time zone NOT NULL,
	"entry" uuid NOT NULL,
	CONSTRAINT "plan_secretariat_moves_state_number_pk" PRIMARY KEY("state","number")
);
--> statement-breakpoint
CREATE TABLE "plan_secretariat_sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"held_on" date NOT NULL,
	"subject" text NOT NULL,
	"agreements" text NOT NULL,
	"minutes" text,
	"recorded_at" timestamp with time zone NOT NULL,
	"entry" uuid
);
--> statement-breakpoint
CREATE TABLE "plan_secretariats" (
	"state" text PRIMARY KEY NOT NULL,
	"status" text NOT NULL,
	"declared_on" date,
	"installed_on" date,
	"status_since" date,
	"as_of" text,
	"source" text,
	"version" integer DEFAULT 1 NOT NULL,
	"loaded_version" integer,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "holidays" (
	"id" integer PRIMARY KEY NOT NULL,
	"rule" text NOT NULL,
	"from_year" integer,
	"to_year" integer,
	"state" text,
	"name" text NOT NULL,
	"source" text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "commission_agenda_items_number" ON "commission_agenda_items" USING btree ("session","number");--> statement-breakpoint
CREATE INDEX "commission_agreements_due" ON "commission_agreements" USING btree ("due_on");--> statement-breakpoint
CREATE INDEX "commission_agreements_state" ON "commission_agreements" USING btree ("state");--> statement-breakpoint
CREATE INDEX "commission_acts_subject" ON "commission_acts" USING btree ("subject_type","subject");--> statement-breakpoint
CREATE UNIQUE INDEX "commission_sessions_number" ON "commission_sessions" USING btree ("year","kind","number");--> statement-breakpoint
CREATE INDEX "commission_sessions_starts" ON "commission_sessions" USING btree ("starts_at");--> statement-breakpoint
CREATE UNIQUE INDEX "commission_deliverables_number" ON "commission_deliverables" USING btree ("covenant","number");--> statement-breakpoint
CREATE INDEX "commission_exhortations_state" ON "commission_exhortations" USING btree ("state");--> statement-breakpoint
CREATE INDEX "commission_motions_session" ON "commission_motions" USING btree ("session");--> statement-breakpoint
CREATE INDEX "commission_work_actions_line" ON "commission_work_actions" USING btree ("line");--> statement-breakpoint
CREATE INDEX "plan_amendments_commitment" ON "plan_amendments" USING btree ("commitment","id");--> statement-breakpoint
CREATE UNIQUE INDEX "plan_commitments_number" ON "plan_commitments" USING btree ("plan","number");--> statement-breakpoint
CREATE INDEX "plan_commitments_state" ON "plan_commitments" USING btree ("state");--> statement-breakpoint
CREATE INDEX "plan_commitments_lead" ON "plan_commitments" USING btree ("lead");--> statement-breakpoint
CREATE INDEX "plan_commitments_due" ON "plan_commitments" USING btree ("due_on");--> statement-breakpoint
CREATE INDEX "plan_evidence_commitment" ON "plan_evidence" USING btree ("commitment","id");--> statement-breakpoint
CREATE UNIQUE INDEX "plan_milestones_number" ON "plan_milestones" USING btree ("commitment","number");--> statement-breakpoint
CREATE INDEX "plan_reports_commitment" ON "plan_reports" USING btree ("commitment","id");--> statement-breakpoint
CREATE INDEX "plan_resistances_commitment" ON "plan_resistances" USING btree ("commitment");--> statement-breakpoint
CREATE INDEX "plan_acts_subject" ON "plan_acts" USING btree ("subject_type","subject");--> statement-breakpoint
CREATE INDEX "plan_changes_plan" ON "plan_changes" USING btree ("plan","id");--> statement-breakpoint
CREATE UNIQUE INDEX "plans_state_edition" ON "plans" USING btree ("state","edition");--> statement-breakpoint
CREATE UNIQUE INDEX "plan_invitations_token" ON "plan_invitations" USING btree ("token");--> statement-breakpoint
CREATE INDEX "plan_invitations_member" ON "plan_invitations" USING btree ("member");--> statement-breakpoint
CREATE INDEX "plan_representatives_member" ON "plan_representatives" USING btree ("member");--> statement-breakpoint
CREATE UNIQUE INDEX "plan_representatives_once" ON "plan_representatives" USING btree ("person","member") WHERE "plan_representatives"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "plan_secretariat_members_state" ON "plan_secretariat_members" USING btree ("state");--> statement-breakpoint
CREATE INDEX "plan_secretariat_sessions_state" ON "plan_secretariat_sessions" USING btree ("state","held_on");