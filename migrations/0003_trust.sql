CREATE TABLE "access_grants" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person" uuid,
	"role" text NOT NULL,
	"scope_kind" text NOT NULL,
	"state" text,
	"institution" text,
	"edition" integer,
	"given_by" uuid,
	"given_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone,
	"ended_by" uuid,
	"ended_at" timestamp with time zone,
	"ended_how" text,
	"given_entry" uuid NOT NULL,
	"ended_entry" uuid
);
--> statement-breakpoint
CREATE TABLE "audit_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"actor" uuid,
	"origin" text NOT NULL,
	"action" text NOT NULL,
	"person" uuid,
	"target" text,
	"state" text,
	"institution" text,
	"detail" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "changes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"kind" text NOT NULL,
	"topics" text[] NOT NULL,
	"title" jsonb NOT NULL,
	"path" text NOT NULL,
	"parted" boolean NOT NULL,
	"entry" uuid,
	CONSTRAINT "changes_some_topic" CHECK (cardinality("changes"."topics") > 0)
);
--> statement-breakpoint
CREATE TABLE "ledger_person_acts" (
	"entry" uuid PRIMARY KEY NOT NULL,
	"person" uuid NOT NULL,
	"salt" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"key" text PRIMARY KEY NOT NULL,
	"full_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "mail_letters" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"person" uuid,
	"address" text NOT NULL,
	"lang" text NOT NULL,
	"subject" text NOT NULL,
	"body" jsonb NOT NULL,
	"list" text,
	"state" text NOT NULL,
	"attempts" integer NOT NULL,
	"fault" text,
	"created_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "secret_fingerprints" (
	"name" text PRIMARY KEY NOT NULL,
	"fingerprint" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "platform_settings" (
	"name" text PRIMARY KEY NOT NULL,
	"value" jsonb,
	"version" integer NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"changed_by" uuid
);
--> statement-breakpoint
CREATE TABLE "pending_uploads" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person" uuid NOT NULL,
	"data_set" text NOT NULL,
	"options" jsonb NOT NULL,
	"name" text NOT NULL,
	"sha256" text NOT NULL,
	"bytes" "bytea" NOT NULL,
	"check" jsonb NOT NULL,
	"sent_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "census_imports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"source" text NOT NULL,
	"sha256" text NOT NULL,
	"rows" integer NOT NULL,
	"with_codes" boolean NOT NULL,
	"imported_at" timestamp with time zone NOT NULL,
	"imported_by" uuid,
	"confirmed_at" timestamp with time zone,
	"withdrawn_at" timestamp with time zone,
	"entry" uuid,
	"withdrawn_entry" uuid
);
--> statement-breakpoint
CREATE TABLE "census_people" (
	"curp_hash" text NOT NULL,
	"import" uuid NOT NULL,
	"code_hash" text,
	"state" text NOT NULL,
	"municipality" text NOT NULL,
	CONSTRAINT "census_people_curp_hash_import_pk" PRIMARY KEY("curp_hash","import")
);
--> statement-breakpoint
CREATE TABLE "ended_verifications" (
	"entry" uuid PRIMARY KEY NOT NULL,
	"ended_entry" uuid NOT NULL,
	"ended_at" timestamp with time zone NOT NULL,
	CONSTRAINT "ended_verifications_ended_entry_unique" UNIQUE("ended_entry")
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean NOT NULL,
	"image" text,
	"lang" text NOT NULL,
	"two_factor_enabled" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "people_email_unique" UNIQUE("email"),
	CONSTRAINT "people_no_image" CHECK ("people"."image" is null)
);
--> statement-breakpoint
CREATE TABLE "person_credentials" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person" uuid NOT NULL,
	"provider" text NOT NULL,
	"subject" text NOT NULL,
	"password" text,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp with time zone,
	"refresh_token_expires_at" timestamp with time zone,
	"scope" text,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "person_identities" (
	"person" uuid PRIMARY KEY NOT NULL,
	"curp_hash" text NOT NULL,
	"provider" text NOT NULL,
	"verified_at" timestamp with time zone NOT NULL,
	"state" text,
	"entry" uuid NOT NULL,
	CONSTRAINT "person_identities_curp_hash_unique" UNIQUE("curp_hash"),
	CONSTRAINT "person_identities_entry_unique" UNIQUE("entry")
);
--> statement-breakpoint
CREATE TABLE "person_links" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"purpose" text NOT NULL,
	"person" uuid,
	"email" text NOT NULL,
	"sign_up" jsonb,
	"back" text,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "person_passkeys" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person" uuid NOT NULL,
	"name" text,
	"public_key" text NOT NULL,
	"credential" text NOT NULL,
	"counter" integer NOT NULL,
	"device_type" text NOT NULL,
	"backed_up" boolean NOT NULL,
	"transports" text,
	"aaguid" text,
	"created_at" timestamp with time zone,
	CONSTRAINT "person_passkeys_credential_unique" UNIQUE("credential")
);
--> statement-breakpoint
CREATE TABLE "person_residences" (
	"person" uuid PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"municipality" text NOT NULL,
	"source" text DEFAULT 'person' NOT NULL,
	"declared_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "person_second_factors" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person" uuid NOT NULL,
	"secret" text NOT NULL,
	"backup_codes" text NOT NULL,
	"verified" boolean DEFAULT true NOT NULL,
	"failed_verification_count" integer DEFAULT 0 NOT NULL,
	"locked_until" timestamp with time zone,
	"used_step" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "person_sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person" uuid NOT NULL,
	"token" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"second_factor" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "person_sessions_token_unique" UNIQUE("token"),
	CONSTRAINT "person_sessions_no_address" CHECK ("person_sessions"."ip_address" is null),
	CONSTRAINT "person_sessions_short_agent" CHECK (length("person_sessions"."user_agent") <= 40)
);
--> statement-breakpoint
CREATE TABLE "person_tokens" (
	"id" uuid PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "subscription_notices" (
	"subscription" uuid NOT NULL,
	"change" uuid NOT NULL,
	"person" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "subscription_notices_subscription_change_pk" PRIMARY KEY("subscription","change")
);
--> statement-breakpoint
CREATE TABLE "subscription_rounds" (
	"change" uuid PRIMARY KEY NOT NULL,
	"reached" uuid,
	"ended_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "subscriptions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person" uuid NOT NULL,
	"topic" text NOT NULL,
	"frequency" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "subscriptions_once" UNIQUE("person","topic"),
	CONSTRAINT "subscriptions_frequency" CHECK ("subscriptions"."frequency" in ('at-once', 'daily', 'weekly'))
);
--> statement-breakpoint
ALTER TABLE "census_people" ADD CONSTRAINT "census_people_import_census_imports_id_fk" FOREIGN KEY ("import") REFERENCES "public"."census_imports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_credentials" ADD CONSTRAINT "person_credentials_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_identities" ADD CONSTRAINT "person_identities_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_links" ADD CONSTRAINT "person_links_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_passkeys" ADD CONSTRAINT "person_passkeys_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_residences" ADD CONSTRAINT "person_residences_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_second_factors" ADD CONSTRAINT "person_second_factors_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_sessions" ADD CONSTRAINT "person_sessions_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscription_notices" ADD CONSTRAINT "subscription_notices_subscription_subscriptions_id_fk" FOREIGN KEY ("subscription") REFERENCES "public"."subscriptions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscription_notices" ADD CONSTRAINT "subscription_notices_change_changes_id_fk" FOREIGN KEY ("change") REFERENCES "public"."changes"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscription_rounds" ADD CONSTRAINT "subscription_rounds_change_changes_id_fk" FOREIGN KEY ("change") REFERENCES "public"."changes"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "access_grants_person" ON "access_grants" USING btree ("person");--> statement-breakpoint
CREATE INDEX "access_grants_role" ON "access_grants" USING btree ("role","state");--> statement-breakpoint
CREATE UNIQUE INDEX "access_grants_once" ON "access_grants" USING btree ("person","role","scope_kind",coalesce("state", ''),coalesce("institution", ''),coalesce("edition", 0)) WHERE "access_grants"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "audit_events_at" ON "audit_events" USING btree ("at","id");--> statement-breakpoint
CREATE INDEX "audit_events_origin" ON "audit_events" USING btree ("origin","at","id");--> statement-breakpoint
CREATE INDEX "audit_events_action" ON "audit_events" USING btree ("action","at","id");--> statement-breakpoint
CREATE INDEX "audit_events_actor" ON "audit_events" USING btree ("actor","at","id");--> statement-breakpoint
CREATE INDEX "audit_events_person" ON "audit_events" USING btree ("person","at","id");--> statement-breakpoint
CREATE INDEX "audit_events_state" ON "audit_events" USING btree ("state","at","id");--> statement-breakpoint
CREATE INDEX "audit_events_institution" ON "audit_events" USING btree ("institution","at","id");--> statement-breakpoint
CREATE INDEX "changes_at" ON "changes" USING btree ("at","id");--> statement-breakpoint
CREATE INDEX "changes_topics" ON "changes" USING gin ("topics");--> statement-breakpoint
CREATE INDEX "ledger_person_acts_person" ON "ledger_person_acts" USING btree ("person","entry");--> statement-breakpoint
CREATE INDEX "rate_limits_full_at" ON "rate_limits" USING btree ("full_at");--> statement-breakpoint
CREATE INDEX "mail_letters_person" ON "mail_letters" USING btree ("person");--> statement-breakpoint
CREATE INDEX "mail_letters_state" ON "mail_letters" USING btree ("state","id");--> statement-breakpoint
CREATE INDEX "pending_uploads_person" ON "pending_uploads" USING btree ("person");--> statement-breakpoint
CREATE INDEX "census_people_import" ON "census_people" USING btree ("import");--> statement-breakpoint
CREATE INDEX "person_credentials_person" ON "person_credentials" USING btree ("person");--> statement-breakpoint
CREATE UNIQUE INDEX "person_credentials_subject" ON "person_credentials" USING btree ("provider","subject");--> statement-breakpoint
CREATE INDEX "person_links_email" ON "person_links" USING btree ("email");--> statement-breakpoint
CREATE INDEX "person_links_person" ON "person_links" USING btree ("person");--> statement-breakpoint
CREATE INDEX "person_links_expires_at" ON "person_links" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "person_passkeys_person" ON "person_passkeys" USING btree ("person");--> statement-breakpoint
CREATE UNIQUE INDEX "person_second_factors_person" ON "person_second_factors" USING btree ("person");--> statement-breakpoint
CREATE INDEX "person_sessions_person" ON "person_sessions" USING btree ("person");--> statement-breakpoint
CREATE INDEX "person_tokens_identifier" ON "person_tokens" USING btree ("identifier");--> statement-breakpoint
CREATE INDEX "subscription_notices_person" ON "subscription_notices" USING btree ("person","created_at");--> statement-breakpoint
CREATE INDEX "subscriptions_topic" ON "subscriptions" USING btree ("topic","person");