// The tables of the store. A migration that was ever released is never changed: a new one is added below it.

/** `L501` as a number, so that the file says whose it is (it stands in bytes 68 to 71). */
export const APPLICATION_ID = 0x4c353031

/** The first makes version 1 of an empty file, each other one the next version. */
export const MIGRATIONS: readonly string[] = [
  `create table attempts (
     nth integer primary key autoincrement,
     id text not null unique,
     lab text not null,
     pack_version text not null,
     step text not null,
     started_wall_ms real not null,
     finished_wall_ms real
   ) strict;
   create index attempts_by_lab on attempts (lab, nth);
   create table exchanges (
     attempt text not null references attempts (id),
     seq integer not null check (seq > 0),
     envelope text not null,
     request blob not null,
     response blob not null,
     primary key (attempt, seq)
   ) strict;
   create table answers (
     nth integer primary key autoincrement,
     attempt text not null references attempts (id),
     question text not null,
     value text not null,
     after_seq integer not null,
     given_wall_ms real not null
   ) strict;
   create index answers_by_question on answers (attempt, question, nth);
   create table hints (
     order_taken integer primary key autoincrement,
     attempt text not null references attempts (id),
     step text not null,
     nth integer not null,
     taken_wall_ms real not null,
     unique (attempt, step, nth)
   ) strict;`,
  // Kept so that the learning path can show how far an attempt got without judging its capture again.
  `create table verdicts (
     attempt text primary key references attempts (id),
     list text not null
   ) strict;`,
  // What was done to the running topology, so that an attempt that is opened again stands where it was left.
  `create table events (
     attempt text not null references attempts (id),
     nth integer not null check (nth > 0),
     after_seq integer not null,
     at_wall_ms real not null,
     control text not null,
     primary key (attempt, nth)
   ) strict;`,
  // Exchanges in the form in which they are handed on, many in a row (`core/segment`). Those of earlier versions stay where they are.
  `create table segments (
     attempt text not null references attempts (id),
     first_seq integer not null check (first_seq > 0),
     last_seq integer not null check (last_seq >= first_seq),
     bytes blob not null,
     primary key (attempt, first_seq)
   ) strict;`,
  // What an attempt works at that is no lab: a topology drawn on the spot, a server of the learner's own, a capture from a file.
  `create table setups (
     attempt text primary key references attempts (id),
     setup text not null
   ) strict;`,
  // What was found out at a bench: the latest audit of each kind, with the numbers of its exchanges.
  `create table audits (
     attempt text not null references attempts (id),
     kind text not null,
     run text not null,
     primary key (attempt, kind)
   ) strict;`,
  // Requests that the learner gave a name. They belong to no attempt.
  `create table saved_requests (
     id text primary key,
     name text not null,
     draft text not null,
     saved_wall_ms real not null
   ) strict;`,
  // What happened in an attempt at a lab, line by line (`model/attempt-log.ts`). Nobody changes or removes a line, not even this program.
  `create table log (
     attempt text not null references attempts (id),
     nth integer not null check (nth > 0),
     line text not null,
     primary key (attempt, nth)
   ) strict;
   create trigger log_stays before update on log begin select raise(abort, 'a log is added to, never changed'); end;
   create trigger log_is_kept before delete on log begin select raise(abort, 'a log is added to, never cut'); end;`,
  // An attempt that came from another machine, where one of the same id went on otherwise here: its lab is filled, and its log chained, by the id that it had.
  'alter table attempts add column seed text',
]
