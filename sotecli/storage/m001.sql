CREATE TABLE unit (
  id INTEGER PRIMARY KEY CHECK (id = 1), name TEXT NOT NULL, training INTEGER NOT NULL
) STRICT;;
CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;;
CREATE TABLE workers (
  code TEXT PRIMARY KEY, folded TEXT NOT NULL UNIQUE, role TEXT NOT NULL, qualification TEXT NOT NULL,
  left_on TEXT
) STRICT;;
CREATE TABLE requests (
  ref TEXT PRIMARY KEY, received_at TEXT NOT NULL, received_on TEXT NOT NULL, counted_from TEXT NOT NULL,
  source TEXT,
  channel TEXT NOT NULL, time_wish TEXT, language TEXT, message_ok INTEGER NOT NULL,
  due_on TEXT NOT NULL, arrival_due_on TEXT NOT NULL,
  next_on TEXT, next_part TEXT NOT NULL, step TEXT NOT NULL, act_by TEXT,
  attempts INTEGER NOT NULL, contacts_made INTEGER NOT NULL, first_attempt_on TEXT, first_attempt_days INTEGER,
  first_attempt_counted INTEGER,
  calls INTEGER NOT NULL, calls_answered INTEGER NOT NULL, guided INTEGER NOT NULL,
  do_not_contact INTEGER NOT NULL, ever_assigned INTEGER NOT NULL,
  worker TEXT REFERENCES workers (code), pair TEXT REFERENCES workers (code),
  outcome TEXT, closed_at TEXT,
  CHECK ((closed_at IS NULL) = (outcome IS NULL)),
  CHECK ((closed_at IS NULL) = (next_on IS NOT NULL)),
  CHECK (pair IS NULL OR (worker IS NOT NULL AND pair <> worker))
) STRICT;;
CREATE INDEX requests_next ON requests (next_on) WHERE closed_at IS NULL;;
CREATE INDEX requests_act_by ON requests (act_by) WHERE closed_at IS NULL;;
CREATE INDEX requests_worker ON requests (worker, closed_at) WHERE worker IS NOT NULL;;
CREATE INDEX requests_pair ON requests (pair, closed_at) WHERE pair IS NOT NULL;;
CREATE INDEX requests_unassigned ON requests (received_at) WHERE closed_at IS NULL AND worker IS NULL;;
CREATE INDEX requests_received ON requests (received_on, first_attempt_days, first_attempt_counted);;
CREATE TABLE contact_details (
  ref TEXT PRIMARY KEY REFERENCES requests (ref), detail TEXT NOT NULL
) STRICT;;
CREATE TABLE roles (
  id INTEGER PRIMARY KEY, ref TEXT NOT NULL REFERENCES requests (ref), role TEXT NOT NULL,
  worker TEXT NOT NULL REFERENCES workers (code), from_at TEXT NOT NULL, to_at TEXT
) STRICT;;
CREATE UNIQUE INDEX roles_one_active ON roles (ref, role) WHERE to_at IS NULL;;
CREATE TABLE contacts (
  id INTEGER PRIMARY KEY, ref TEXT NOT NULL REFERENCES requests (ref), at TEXT NOT NULL, channel TEXT NOT NULL,
  result TEXT NOT NULL, gave TEXT NOT NULL, services TEXT NOT NULL, minutes INTEGER,
  worker TEXT NOT NULL REFERENCES workers (code), next_on TEXT
) STRICT;;
CREATE INDEX contacts_ref ON contacts (ref, at);;
CREATE TABLE cases (
  ref TEXT PRIMARY KEY, client TEXT NOT NULL, model TEXT NOT NULL, version INTEGER NOT NULL,
  opened_at TEXT NOT NULL, opened_on TEXT NOT NULL, step TEXT NOT NULL, step_on TEXT NOT NULL,
  due_on TEXT NOT NULL, due_rule TEXT NOT NULL, due_step TEXT NOT NULL, statutory INTEGER NOT NULL,
  next_on TEXT, planned_on TEXT, review_on TEXT, level TEXT, special INTEGER NOT NULL, urgency INTEGER,
  wishes TEXT NOT NULL, worker TEXT REFERENCES workers (code), pair TEXT REFERENCES workers (code),
  area TEXT REFERENCES workers (code), queued_on TEXT, request TEXT REFERENCES requests (ref), closed_on TEXT,
  CHECK ((closed_on IS NULL) = (next_on IS NOT NULL)),
  CHECK (pair IS NULL OR (worker IS NOT NULL AND pair <> worker))
) STRICT;;
CREATE INDEX cases_next ON cases (next_on) WHERE closed_on IS NULL;;
CREATE INDEX cases_due ON cases (due_on) WHERE closed_on IS NULL;;
CREATE INDEX cases_worker ON cases (worker, closed_on) WHERE worker IS NOT NULL;;
CREATE INDEX cases_pair ON cases (pair, closed_on) WHERE pair IS NOT NULL;;
CREATE INDEX cases_area ON cases (area, closed_on) WHERE area IS NOT NULL;;
CREATE INDEX cases_opened ON cases (opened_on);;
CREATE UNIQUE INDEX cases_one_running ON cases (client, model) WHERE closed_on IS NULL;;
CREATE UNIQUE INDEX cases_request ON cases (request) WHERE request IS NOT NULL;;
CREATE TABLE case_steps (
  ref TEXT NOT NULL REFERENCES cases (ref), number INTEGER NOT NULL, step TEXT, on_day TEXT NOT NULL,
  worker TEXT NOT NULL REFERENCES workers (code), at TEXT NOT NULL, level TEXT, outcome TEXT, reason TEXT, party TEXT,
  place TEXT, review_on TEXT, corrects INTEGER, PRIMARY KEY (ref, number)
) STRICT, WITHOUT ROWID;;
CREATE INDEX case_steps_step ON case_steps (step, on_day);;
CREATE INDEX case_steps_corrects ON case_steps (ref, corrects) WHERE corrects IS NOT NULL;;
CREATE TABLE case_roles (
  id INTEGER PRIMARY KEY, ref TEXT NOT NULL REFERENCES cases (ref), role TEXT NOT NULL,
  worker TEXT NOT NULL REFERENCES workers (code), from_on TEXT NOT NULL, to_on TEXT, reason TEXT
) STRICT;;
CREATE UNIQUE INDEX case_roles_one_active ON case_roles (ref, role) WHERE to_on IS NULL;;
CREATE TABLE case_queue (
  ref TEXT NOT NULL REFERENCES cases (ref), model TEXT NOT NULL, from_on TEXT NOT NULL, to_on TEXT,
  ended_by TEXT, PRIMARY KEY (ref, from_on)
) STRICT, WITHOUT ROWID;;
CREATE INDEX case_queue_waiting ON case_queue (model, to_on, from_on);;
CREATE TABLE queue_changes (
  id INTEGER PRIMARY KEY, ref TEXT NOT NULL REFERENCES cases (ref), kind TEXT NOT NULL, on_day TEXT NOT NULL,
  worker TEXT NOT NULL REFERENCES workers (code), at TEXT NOT NULL, ground TEXT, urgency_was INTEGER, urgency INTEGER,
  wishes_was TEXT NOT NULL, wishes TEXT NOT NULL, position INTEGER, ahead TEXT NOT NULL,
  CHECK (ground IS NOT NULL OR kind = 'wish'), CHECK ((position IS NULL) = (kind <> 'place'))
) STRICT;;
CREATE INDEX queue_changes_ref ON queue_changes (ref, id);;
CREATE TABLE told (
  ref TEXT NOT NULL REFERENCES cases (ref), number INTEGER NOT NULL, what TEXT NOT NULL, how TEXT NOT NULL,
  on_day TEXT NOT NULL, low INTEGER, high INTEGER, worker TEXT NOT NULL REFERENCES workers (code), at TEXT NOT NULL,
  PRIMARY KEY (ref, number), CHECK ((low IS NULL) = (high IS NULL)), CHECK (low IS NULL OR low <= high)
) STRICT, WITHOUT ROWID;;
CREATE INDEX told_what ON told (what, on_day);;
CREATE TABLE case_pauses (
  id INTEGER PRIMARY KEY, ref TEXT NOT NULL REFERENCES cases (ref), from_on TEXT NOT NULL, until_on TEXT NOT NULL,
  reason TEXT NOT NULL, CHECK (from_on < until_on)
) STRICT;;
CREATE INDEX case_pauses_ref ON case_pauses (ref, from_on);;
CREATE TABLE arrangements (
  ref TEXT PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('referral', 'appointment')), matter TEXT NOT NULL,
  made_at TEXT NOT NULL, step TEXT NOT NULL, rule TEXT NOT NULL, due_on TEXT NOT NULL, next_on TEXT,
  worker TEXT REFERENCES workers (code), pair TEXT REFERENCES workers (code), channel TEXT, at TEXT, closed_on TEXT,
  CHECK ((closed_on IS NULL) = (next_on IS NOT NULL)), CHECK (pair IS NULL OR (worker IS NOT NULL AND pair <> worker))
) STRICT;;
CREATE INDEX arrangements_next ON arrangements (next_on) WHERE closed_on IS NULL;;
CREATE INDEX arrangements_due ON arrangements (due_on) WHERE closed_on IS NULL;;
CREATE INDEX arrangements_worker ON arrangements (worker, closed_on) WHERE worker IS NOT NULL;;
CREATE INDEX arrangements_pair ON arrangements (pair, closed_on) WHERE pair IS NOT NULL;;
CREATE INDEX arrangements_matter ON arrangements (matter, made_at);;
CREATE TABLE referrals (
  ref TEXT PRIMARY KEY REFERENCES arrangements (ref), service TEXT NOT NULL, consent TEXT NOT NULL,
  consent_on TEXT NOT NULL, sent_on TEXT NOT NULL, shares TEXT NOT NULL, promised_on TEXT, state TEXT NOT NULL,
  party TEXT, reason TEXT, result TEXT, chases INTEGER NOT NULL, arrived_on TEXT, CHECK (consent_on <= sent_on)
) STRICT;;
CREATE INDEX referrals_service ON referrals (service);;
CREATE TABLE referral_outcomes (
  ref TEXT NOT NULL REFERENCES referrals (ref), number INTEGER NOT NULL, outcome TEXT NOT NULL, on_day TEXT NOT NULL,
  worker TEXT NOT NULL REFERENCES workers (code), at TEXT NOT NULL, party TEXT, reason TEXT, result TEXT,
  PRIMARY KEY (ref, number), CHECK ((party IS NULL) = (reason IS NULL))
) STRICT, WITHOUT ROWID;;
CREATE TABLE appointments (
  ref TEXT PRIMARY KEY REFERENCES arrangements (ref), starts_at TEXT NOT NULL, on_day TEXT NOT NULL, how TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('booked', 'held', 'cancelled', 'missed')), cancelled_by TEXT,
  late INTEGER NOT NULL, reason TEXT, ended_at TEXT, minutes INTEGER, settled TEXT,
  CHECK ((status = 'cancelled') = (cancelled_by IS NOT NULL)), CHECK ((status = 'booked') = (ended_at IS NULL)),
  CHECK (settled IS NULL OR status IN ('cancelled', 'missed'))
) STRICT;;
CREATE INDEX appointments_on ON appointments (on_day);;
CREATE INDEX appointments_status ON appointments (status, on_day);;
CREATE TABLE appointment_tries (
  id INTEGER PRIMARY KEY, ref TEXT NOT NULL REFERENCES appointments (ref), at TEXT NOT NULL, channel TEXT NOT NULL,
  result TEXT NOT NULL, worker TEXT NOT NULL REFERENCES workers (code)
) STRICT;;
CREATE INDEX appointment_tries_ref ON appointment_tries (ref, at);;
CREATE TABLE goals (
  id INTEGER PRIMARY KEY, ref TEXT NOT NULL REFERENCES cases (ref), goal TEXT NOT NULL, state TEXT NOT NULL,
  on_day TEXT NOT NULL, worker TEXT NOT NULL REFERENCES workers (code), at TEXT NOT NULL
) STRICT;;
CREATE INDEX goals_ref ON goals (ref, id);;
CREATE TABLE feedback_sets (
  place INTEGER PRIMARY KEY, id TEXT NOT NULL, version INTEGER NOT NULL, text TEXT NOT NULL, adopted_at TEXT NOT NULL,
  UNIQUE (id, version)
) STRICT;;
CREATE TABLE feedback_counts (
  month TEXT NOT NULL, model TEXT NOT NULL, set_id TEXT NOT NULL, version INTEGER NOT NULL, item TEXT NOT NULL,
  value INTEGER NOT NULL, count TEXT NOT NULL CHECK (length(count) = 9),
  PRIMARY KEY (month, model, set_id, version, item, value)
) STRICT, WITHOUT ROWID;;
CREATE TABLE feedback_asked (
  ref TEXT NOT NULL, which TEXT NOT NULL,
  came_to TEXT NOT NULL CHECK (came_to IN ('answered', 'linked', 'declined', 'withdrawn')), month TEXT NOT NULL,
  model TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (ref, which, came_to)
) STRICT, WITHOUT ROWID;;
CREATE INDEX feedback_asked_month ON feedback_asked (month, model);;
CREATE TABLE feedback_answers (
  id INTEGER PRIMARY KEY, ref TEXT NOT NULL REFERENCES cases (ref), about TEXT NOT NULL, which TEXT NOT NULL,
  model TEXT NOT NULL, on_day TEXT NOT NULL, consent TEXT NOT NULL CHECK (consent IN ('spoken', 'written')),
  set_id TEXT NOT NULL, version INTEGER NOT NULL, item TEXT NOT NULL, value INTEGER NOT NULL,
  UNIQUE (about, which, item)
) STRICT;;
CREATE INDEX feedback_answers_ref ON feedback_answers (ref, on_day);;
CREATE INDEX feedback_answers_day ON feedback_answers (on_day);;
CREATE TABLE concerns (
  id INTEGER PRIMARY KEY AUTOINCREMENT, ref TEXT REFERENCES cases (ref), model TEXT NOT NULL, kind TEXT NOT NULL, source TEXT,
  on_day TEXT NOT NULL, worker TEXT NOT NULL REFERENCES workers (code), at TEXT NOT NULL
) STRICT;;
CREATE INDEX concerns_ref ON concerns (ref, on_day) WHERE ref IS NOT NULL;;
CREATE INDEX concerns_model ON concerns (model, on_day);;
CREATE TABLE pauses (
  id INTEGER PRIMARY KEY, ref TEXT NOT NULL REFERENCES requests (ref), from_on TEXT NOT NULL, until_on TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (reason IN ('person-asked', 'away', 'information', 'other')), CHECK (from_on < until_on),
  CHECK (from_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  CHECK (until_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
) STRICT;;
CREATE INDEX pauses_ref ON pauses (ref, from_on);;
CREATE TABLE visits (
  number INTEGER PRIMARY KEY AUTOINCREMENT, on_day TEXT NOT NULL, site TEXT NOT NULL, channel TEXT NOT NULL,
  worker TEXT NOT NULL REFERENCES workers (code), at TEXT NOT NULL, version INTEGER NOT NULL, age TEXT NOT NULL,
  minutes INTEGER, persons INTEGER NOT NULL, again INTEGER NOT NULL, participants INTEGER, times INTEGER NOT NULL,
  CHECK (times > 0), CHECK (persons > 0), CHECK (minutes >= 0), CHECK (participants > 0)
) STRICT;;
CREATE INDEX visits_on ON visits (on_day);;
CREATE INDEX visits_site ON visits (site, on_day);;
CREATE INDEX visits_worker ON visits (worker);;
CREATE TABLE visit_matters (
  visit INTEGER NOT NULL REFERENCES visits (number), place INTEGER NOT NULL, topic TEXT NOT NULL, outcome TEXT NOT NULL,
  towards TEXT, counts TEXT, PRIMARY KEY (visit, place)
) STRICT, WITHOUT ROWID;;
CREATE TABLE visit_totals (
  month TEXT NOT NULL, site TEXT NOT NULL, what TEXT NOT NULL, code TEXT NOT NULL, events INTEGER NOT NULL,
  persons INTEGER NOT NULL, PRIMARY KEY (month, site, what, code)
) STRICT, WITHOUT ROWID;;
CREATE TABLE offers (
  id INTEGER PRIMARY KEY, source TEXT, from_on TEXT NOT NULL, to_on TEXT NOT NULL, offered INTEGER NOT NULL,
  accepted INTEGER NOT NULL, declined INTEGER NOT NULL, worker TEXT NOT NULL REFERENCES workers (code),
  at TEXT NOT NULL, CHECK (from_on <= to_on), CHECK (accepted >= 0 AND declined >= 0),
  CHECK (accepted + declined <= offered)
) STRICT;;
CREATE INDEX offers_to ON offers (to_on);;
CREATE TABLE absences (
  id INTEGER PRIMARY KEY, worker TEXT NOT NULL REFERENCES workers (code),
  deputy TEXT NOT NULL REFERENCES workers (code), from_on TEXT NOT NULL, to_on TEXT NOT NULL,
  CHECK (from_on <= to_on), CHECK (worker <> deputy),
  CHECK (from_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  CHECK (to_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
) STRICT;;
CREATE INDEX absences_to ON absences (to_on);;
CREATE TABLE local_days (
  day TEXT PRIMARY KEY CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  why TEXT NOT NULL CHECK (why IN ('local-training', 'local-holiday', 'local-staffing', 'local-other', 'local-opening'))
) STRICT;;
CREATE TABLE national_days (
  calendar TEXT NOT NULL, day TEXT NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  why TEXT NOT NULL CHECK (why NOT GLOB '*[^a-z0-9-]*'), PRIMARY KEY (calendar, day)
) STRICT;;
CREATE TABLE models (
  id TEXT NOT NULL, version INTEGER NOT NULL, text TEXT NOT NULL, adopted_at TEXT NOT NULL, PRIMARY KEY (id, version)
) STRICT;;
CREATE TABLE services (
  code TEXT PRIMARY KEY CHECK (code NOT GLOB '*[^a-z0-9-]*'), name TEXT NOT NULL, name_sv TEXT NOT NULL,
  name_en TEXT NOT NULL, topics TEXT NOT NULL, place TEXT NOT NULL, street TEXT NOT NULL, postal_code TEXT NOT NULL,
  city TEXT NOT NULL, hours TEXT NOT NULL, min_age INTEGER, max_age INTEGER, for_whom TEXT NOT NULL,
  for_whom_sv TEXT NOT NULL, for_whom_en TEXT NOT NULL, languages TEXT NOT NULL, cost TEXT NOT NULL,
  cost_text TEXT NOT NULL, phone TEXT NOT NULL, email TEXT NOT NULL, url TEXT NOT NULL, walk_in INTEGER,
  checked_on TEXT NOT NULL, ended INTEGER NOT NULL, source_id TEXT NOT NULL, names TEXT NOT NULL
) STRICT;;
CREATE INDEX services_place ON services (place);;
CREATE INDEX services_checked ON services (checked_on) WHERE ended = 0;;
CREATE UNIQUE INDEX services_source ON services (source_id) WHERE source_id <> '';;
CREATE TABLE service_topics (
  topic TEXT NOT NULL, code TEXT NOT NULL REFERENCES services (code), PRIMARY KEY (topic, code)
) STRICT, WITHOUT ROWID;;
CREATE INDEX service_topics_code ON service_topics (code);;
CREATE TABLE releases (
  id INTEGER PRIMARY KEY, series TEXT NOT NULL, from_on TEXT NOT NULL, to_on TEXT NOT NULL, threshold INTEGER NOT NULL,
  frozen_on TEXT NOT NULL, sums TEXT NOT NULL, sha256 TEXT NOT NULL, worker TEXT NOT NULL REFERENCES workers (code),
  confirmed TEXT NOT NULL, at TEXT NOT NULL, names TEXT NOT NULL, shares TEXT, CHECK (from_on <= to_on)
) STRICT;;
CREATE INDEX releases_series ON releases (series, id);;
CREATE INDEX releases_shares ON releases (shares, series);;
CREATE TABLE release_cells (
  release INTEGER NOT NULL REFERENCES releases (id), cell TEXT NOT NULL, actual INTEGER NOT NULL,
  shown INTEGER NOT NULL, PRIMARY KEY (release, cell)
) STRICT, WITHOUT ROWID;;
CREATE TABLE release_figures (
  release INTEGER NOT NULL REFERENCES releases (id), figure TEXT NOT NULL, published ANY NOT NULL,
  PRIMARY KEY (release, figure)
) STRICT, WITHOUT ROWID;;
CREATE TRIGGER releases_stay BEFORE DELETE ON releases BEGIN SELECT RAISE(ABORT, 'releases stay'); END;;
CREATE TRIGGER releases_are_written_once BEFORE UPDATE ON releases BEGIN SELECT RAISE(ABORT, 'releases stay'); END;;
CREATE TRIGGER release_cells_stay BEFORE DELETE ON release_cells BEGIN SELECT RAISE(ABORT, 'releases stay'); END;;
CREATE TRIGGER release_cells_are_written_once BEFORE UPDATE ON release_cells
BEGIN SELECT RAISE(ABORT, 'releases stay'); END;;
CREATE TABLE events (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, worker TEXT NOT NULL, action TEXT NOT NULL,
  subject TEXT NOT NULL, payload TEXT, payload_hash TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL
) STRICT;;
CREATE INDEX events_subject ON events (subject, seq);;
CREATE TRIGGER events_stay BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events stay'); END;;
CREATE TRIGGER events_only_grow BEFORE INSERT ON events WHEN EXISTS (SELECT 1 FROM events WHERE seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'events stay'); END;;
CREATE TRIGGER events_only_blanked BEFORE UPDATE ON events
WHEN NEW.payload IS NOT NULL OR NEW.seq <> OLD.seq OR NEW.at <> OLD.at OR NEW.worker <> OLD.worker
  OR NEW.action <> OLD.action OR NEW.subject <> OLD.subject OR NEW.payload_hash <> OLD.payload_hash
  OR NEW.previous <> OLD.previous OR NEW.hash <> OLD.hash
BEGIN SELECT RAISE(ABORT, 'an event''s payload can only be blanked'); END;;
CREATE TABLE log (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, worker TEXT NOT NULL, action TEXT NOT NULL,
  refs TEXT NOT NULL, fields TEXT NOT NULL, purpose TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL
) STRICT;;
CREATE TRIGGER log_stays BEFORE DELETE ON log BEGIN SELECT RAISE(ABORT, 'the log stays'); END;;
CREATE TRIGGER log_only_grows BEFORE INSERT ON log WHEN EXISTS (SELECT 1 FROM log WHERE seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'the log stays'); END;;
CREATE TRIGGER log_is_written_once BEFORE UPDATE ON log BEGIN SELECT RAISE(ABORT, 'the log stays'); END
