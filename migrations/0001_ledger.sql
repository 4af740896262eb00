CREATE TABLE "ledger_checkpoints" (
	"size" bigint PRIMARY KEY NOT NULL,
	"root" "bytea" NOT NULL,
	"time" timestamp (3) with time zone NOT NULL,
	"note" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ledger_cosignatures" (
	"size" bigint NOT NULL,
	"witness" text NOT NULL,
	"time" timestamp (3) with time zone NOT NULL,
	"line" text NOT NULL,
	CONSTRAINT "ledger_cosignatures_size_witness_pk" PRIMARY KEY("size","witness")
);
--> statement-breakpoint
CREATE TABLE "ledger_entries" (
	"index" bigint PRIMARY KEY NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"time" timestamp (3) with time zone NOT NULL,
	"institution" text,
	"content" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ledger_keys" (
	"id" smallint PRIMARY KEY NOT NULL,
	"verifier_key" text NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "ledger_keys_single" CHECK ("ledger_keys"."id" = 1)
);
--> statement-breakpoint
CREATE TABLE "ledger_tiles" (
	"level" smallint NOT NULL,
	"index" bigint NOT NULL,
	"hashes" "bytea" NOT NULL,
	CONSTRAINT "ledger_tiles_level_index_pk" PRIMARY KEY("level","index")
);
--> statement-breakpoint
CREATE TABLE "ledger_pending" (
	"arrival" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "ledger_pending_arrival_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"time" timestamp (3) with time zone NOT NULL,
	"institution" text,
	"content" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "ledger_entries_id" ON "ledger_entries" USING btree ("id");--> statement-breakpoint
CREATE INDEX "ledger_entries_kind" ON "ledger_entries" USING btree ("kind","index");--> statement-breakpoint
CREATE INDEX "ledger_entries_time" ON "ledger_entries" USING btree ("time");--> statement-breakpoint
CREATE INDEX "ledger_entries_institution" ON "ledger_entries" USING btree ("institution","index") WHERE "ledger_entries"."institution" is not null;