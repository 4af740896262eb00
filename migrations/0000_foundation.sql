CREATE TABLE "data_loads" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "data_loads_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"data_set" text NOT NULL,
	"source" text NOT NULL,
	"sha256" text NOT NULL,
	"rows" integer NOT NULL,
	"notes" jsonb NOT NULL,
	"loaded_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "data_versions" (
	"name" text PRIMARY KEY NOT NULL,
	"version" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "metrica_editions" (
	"year" integer PRIMARY KEY NOT NULL,
	"sample_size" integer NOT NULL,
	"facts" jsonb NOT NULL,
	"methodology" jsonb
);
--> statement-breakpoint
CREATE TABLE "metrica_institution_scores" (
	"year" integer NOT NULL,
	"institution" text NOT NULL,
	"scores" jsonb NOT NULL,
	"missing" jsonb NOT NULL,
	CONSTRAINT "metrica_institution_scores_year_institution_pk" PRIMARY KEY("year","institution")
);
--> statement-breakpoint
CREATE TABLE "metrica_observations" (
	"year" integer NOT NULL,
	"institution" text NOT NULL,
	"measure" text NOT NULL,
	"score" double precision NOT NULL,
	CONSTRAINT "metrica_observations_year_institution_measure_pk" PRIMARY KEY("year","institution","measure")
);
--> statement-breakpoint
CREATE TABLE "metrica_published_scores" (
	"year" integer NOT NULL,
	"clave" text NOT NULL,
	"measure" text NOT NULL,
	"score" double precision NOT NULL,
	"decimals" integer NOT NULL,
	CONSTRAINT "metrica_published_scores_year_clave_measure_pk" PRIMARY KEY("year","clave","measure")
);
--> statement-breakpoint
CREATE TABLE "metrica_sampled_institutions" (
	"year" integer NOT NULL,
	"institution" text NOT NULL,
	"clave" text NOT NULL,
	"government_order" text NOT NULL,
	"kind" text NOT NULL,
	CONSTRAINT "metrica_sampled_institutions_year_institution_pk" PRIMARY KEY("year","institution")
);
--> statement-breakpoint
CREATE TABLE "metrica_unit_scores" (
	"year" integer NOT NULL,
	"clave" text NOT NULL,
	"institutions" integer NOT NULL,
	"measures" jsonb NOT NULL,
	CONSTRAINT "metrica_unit_scores_year_clave_pk" PRIMARY KEY("year","clave")
);
--> statement-breakpoint
CREATE TABLE "institutions" (
	"slug" text PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"municipality" text,
	"government_order" text NOT NULL,
	"kind" text,
	"name" text NOT NULL,
	"source_name" text NOT NULL,
	"source" text NOT NULL,
	"pnt_id" text,
	"search" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "municipalities" (
	"clave" text PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"name" text NOT NULL,
	"population_2020" integer,
	"search" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "states" (
	"clave" text PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"official_name" text NOT NULL,
	"abbreviation" text NOT NULL,
	"code" text NOT NULL,
	"population_2020" integer,
	"aliases" text NOT NULL,
	"search" text NOT NULL,
	CONSTRAINT "states_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
CREATE INDEX "institutions_state" ON "institutions" USING btree ("state","name");--> statement-breakpoint
CREATE INDEX "municipalities_state" ON "municipalities" USING btree ("state");