"""The review desk: a Django project, server-rendered, that needs no network.

`settings.configure` sets it up for one case, `serving.serve` runs it. What is kept of an inquiry stays in the case and is
reached through `cases.the_case()` alone; the desk's own tables (people, sessions, jobs, the shelf) hold nothing that could not
be made again, but who may sign in.
"""
