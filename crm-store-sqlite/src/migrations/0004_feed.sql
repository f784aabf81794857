-- The feed: events of several cities, and where its positions come from.

-- The cities of an event beside the first one: a JSON array of ids; NULL when there are none.
ALTER TABLE events ADD COLUMN more_cities TEXT;

-- Whose positions these are: a copy that goes on by itself has another epoch. Events up to `purged_to` are gone.
CREATE TABLE feed (
    one       INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    epoch     INTEGER NOT NULL,
    purged_to INTEGER NOT NULL
) STRICT;
INSERT INTO feed (one, epoch, purged_to) VALUES (1, random(), 0);
