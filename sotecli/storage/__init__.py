"""The only place that knows SQL. Rows go in and values of `core/` come out; nothing is decided or printed here.

Every public function that writes is one transaction, and leaves one event and one log entry in it. The schema is
made with sqlite-utils; reading and writing is plain SQL with named parameters, because the morning command must not
wait for sqlite-utils to be imported.
"""
