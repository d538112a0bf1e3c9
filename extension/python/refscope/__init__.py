"""Object graphs of a real CPython, drawn by refscope's view in JupyterLab.

    >>> import refscope
    >>> refscope.show_refs(x)        # what x refers to
    >>> refscope.show_backrefs(x)    # what refers to x

In a notebook the graph is an output; elsewhere it is printed as a table.  A real CPython cannot say who holds
every reference: what it does not tell is one entry among a node's holders that says how many are missing.
"""
import sys

from ._graph import MIME, backwards, forwards
from ._text import graph_text

__all__ = ['MIME', 'show_refs', 'show_backrefs', 'refs_graph', 'backrefs_graph', 'graph_text']


def show_refs(*objects, max_depth=3, limit=100, title=''):
    """Show what the objects refer to, `max_depth` references deep and at most `limit` objects."""
    _display(forwards(objects, max_depth, limit, title))


def show_backrefs(*objects, max_depth=3, limit=100, title=''):
    """Show what refers to the objects, `max_depth` references deep and at most `limit` objects."""
    _display(backwards(objects, max_depth, limit, title))


def refs_graph(*objects, max_depth=3, limit=100, title=''):
    """What show_refs shows, as the dict that travels as MIME type `refscope.MIME`."""
    return forwards(objects, max_depth, limit, title)


def backrefs_graph(*objects, max_depth=3, limit=100, title=''):
    """What show_backrefs shows, as the dict that travels as MIME type `refscope.MIME`."""
    return backwards(objects, max_depth, limit, title)


def _display(graph):
    text = graph_text(graph)
    # Only where IPython runs: importing it elsewhere would take long and add thousands of objects.
    ipython = sys.modules.get('IPython')
    if ipython is not None and ipython.get_ipython() is not None:
        from IPython.display import display

        display({'text/plain': text, MIME: graph}, raw=True)
    else:
        print(text, end='')
