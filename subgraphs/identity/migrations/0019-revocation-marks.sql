-- An older backup gives numbers out again. A gateway that has seen one of them before must not take what has it now for seen:
-- the mark, which is random, tells the two apart. 22 bits, so that number and mark fit into an integer of a double.
alter table revocation
  add column mark integer not null default floor(random() * 4194304)::integer check (mark between 0 and 4194303);
