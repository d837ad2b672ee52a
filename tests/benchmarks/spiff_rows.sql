-- SpiffWorkflow's processes and workflows in rows; spiff_rows.py says what this mirrors.
-- A table holds parts. A view whole_* puts parts together to JSON, and its triggers take apart what
-- is written to it.

CREATE TABLE spec (id TEXT PRIMARY KEY, head TEXT NOT NULL);
CREATE TABLE task_spec (spec TEXT NOT NULL REFERENCES spec, name TEXT NOT NULL, body TEXT NOT NULL);
CREATE TABLE call (caller TEXT NOT NULL REFERENCES spec, called TEXT NOT NULL REFERENCES spec);
-- A subworkflow is a workflow whose id is that of the task it was called by.
CREATE TABLE workflow (id TEXT PRIMARY KEY, spec TEXT NOT NULL REFERENCES spec, head TEXT NOT NULL);
CREATE TABLE workflow_value (
  workflow TEXT NOT NULL REFERENCES workflow, name TEXT, value TEXT, PRIMARY KEY (workflow, name)
);
CREATE TABLE task (
  workflow TEXT NOT NULL REFERENCES workflow,
  id TEXT GENERATED ALWAYS AS (body ->> 'id') STORED UNIQUE,
  body TEXT NOT NULL
);
CREATE TABLE task_value (
  task TEXT NOT NULL REFERENCES task (id) ON DELETE CASCADE,
  name TEXT,
  value TEXT,
  PRIMARY KEY (task, name)
);
CREATE INDEX task_spec_by_spec ON task_spec (spec);
CREATE INDEX call_by_caller ON call (caller);
CREATE INDEX task_by_workflow ON task (workflow);

CREATE VIEW whole_spec AS
  WITH tasks AS (
    SELECT spec, json_group_object(name, json(body)) AS parts FROM task_spec GROUP BY spec
  )
  SELECT id, json_set(head, '$.task_specs', json(parts)) AS body
  FROM spec JOIN tasks ON tasks.spec = spec.id;

CREATE TRIGGER add_spec INSTEAD OF INSERT ON whole_spec BEGIN
  INSERT INTO spec VALUES (new.id, json_remove(new.body, '$.task_specs'));
  INSERT INTO task_spec SELECT new.id, key, value FROM json_each(new.body, '$.task_specs');
END;

CREATE VIEW called_spec AS
  WITH RECURSIVE reached (root, id) AS (
    SELECT caller, called FROM call
    UNION
    SELECT root, called FROM reached JOIN call ON call.caller = reached.id
  )
  SELECT root, id, body FROM reached JOIN whole_spec USING (id);

CREATE VIEW whole_task AS
  WITH data AS (
    SELECT task, json_group_object(name, json(value)) AS parts FROM task_value GROUP BY task
  )
  SELECT workflow, id, json_set(body, '$.data', json(coalesce(parts, '{}'))) AS body
  FROM task LEFT JOIN data ON data.task = task.id;

CREATE TRIGGER add_task INSTEAD OF INSERT ON whole_task BEGIN
  INSERT INTO task (workflow, body) VALUES (new.workflow, json_remove(new.body, '$.data'));
  INSERT INTO task_value
    SELECT new.id, key, new.body -> fullkey FROM json_each(new.body, '$.data');
END;

CREATE TRIGGER change_task INSTEAD OF UPDATE ON whole_task BEGIN
  UPDATE task SET body = json_remove(new.body, '$.data') WHERE id = new.id;
  DELETE FROM task_value WHERE task = new.id;
  INSERT INTO task_value
    SELECT new.id, key, new.body -> fullkey FROM json_each(new.body, '$.data');
END;

CREATE VIEW whole_workflow AS
  WITH tasks AS (
    SELECT workflow, json_group_object(id, json(body)) AS parts FROM whole_task GROUP BY workflow
  ),
  data AS (
    SELECT workflow, json_group_object(name, json(value)) AS parts
    FROM workflow_value GROUP BY workflow
  )
  SELECT workflow.id, workflow.spec, json_insert(
    head,
    '$.data', json(coalesce(data.parts, '{}')),
    '$.tasks', json(tasks.parts),
    '$.spec', json(whole_spec.body)  -- not where a subworkflow already has its name
  ) AS body
  FROM workflow
  JOIN tasks ON tasks.workflow = workflow.id
  JOIN whole_spec ON whole_spec.id = workflow.spec
  LEFT JOIN data ON data.workflow = workflow.id;

CREATE TRIGGER add_workflow INSTEAD OF INSERT ON whole_workflow BEGIN
  INSERT INTO workflow VALUES (new.id, new.spec, json_remove(new.body, '$.tasks', '$.data'));
  INSERT INTO whole_task SELECT new.id, key, value FROM json_each(new.body, '$.tasks');
  INSERT INTO workflow_value
    SELECT new.id, key, new.body -> fullkey FROM json_each(new.body, '$.data');
END;

CREATE TRIGGER change_workflow INSTEAD OF UPDATE ON whole_workflow BEGIN
  UPDATE workflow SET head = json_remove(new.body, '$.tasks', '$.data') WHERE id = new.id;
  DELETE FROM task WHERE workflow = new.id
    AND id NOT IN (SELECT key FROM json_each(new.body, '$.tasks'));
  UPDATE whole_task SET body = given.value
    FROM json_each(new.body, '$.tasks') AS given
    WHERE whole_task.id = given.key
      AND given.value ->> 'last_state_change' > body ->> 'last_state_change';
  INSERT INTO whole_task SELECT new.id, key, value FROM json_each(new.body, '$.tasks')
    WHERE key NOT IN (SELECT id FROM task WHERE workflow = new.id);
  DELETE FROM workflow_value WHERE workflow = new.id;
  INSERT INTO workflow_value
    SELECT new.id, key, new.body -> fullkey FROM json_each(new.body, '$.data');
END;

CREATE VIEW nested_workflow AS
  WITH RECURSIVE calling (workflow, id) AS (
    SELECT task.workflow, id FROM task JOIN workflow USING (id)
  ),
  reached (root, id, depth) AS (
    SELECT workflow, id, 1 FROM calling
    UNION
    SELECT root, calling.id, depth + 1 FROM reached JOIN calling ON calling.workflow = reached.id
  )
  SELECT root, id, depth, body FROM reached JOIN whole_workflow USING (id);
