-- A restored backup assigns numbers a second time. By the random mark, a gateway that has seen a number
-- recognises that its new row is another one. 22 bits, so that number and mark fit into an integer of a
-- double.
alter table revocation
  add column mark integer not null default floor(random() * 4194304)::integer check (mark between 0 and 4194303);
