"""The graph over HTTP: a SPARQL endpoint, a page to query it with, and a page for each thing in it. Read-only.

Whatever is asked is answered by a worker, a process that holds the graph, may do little else, and is killed when it
takes too long. The server itself opens no graph and runs no query, so that nothing it is asked can stop it.
"""
