"""A graph bundle as a table of plain text."""

_HEADS = ('  address', 'type', 'refcount', 'size', 'gen', 'object', 'refers to')


def graph_text(graph, limit=40):
    """The table, at most `limit` rows; ends in a newline."""
    nodes = graph['nodes']
    labels = {node['id']: node['label'] for node in nodes}
    after = {}
    for edge in graph['edges']:
        arrow = '~>' if edge['kind'] == 'weak' else '->'
        name = edge['label'] or ('' if edge['kind'] in ('item', 'slot') else edge['kind'])
        text = '%s %s %s' % (name, arrow, labels.get(edge['target'], ''))
        after.setdefault(edge['source'], []).append(text.strip())
    rows = [_row(node, after.get(node['id'], [])) for node in nodes[:limit]]
    widths = [max(len(row[i]) for row in [_HEADS] + rows) for i in range(len(_HEADS))]
    references = sum(edge['multiplicity'] for edge in graph['edges'])
    counts = '%s, %s' % (_plural(len(nodes), 'object'), _plural(references, 'reference'))
    lines = ['%s · %s · CPython %s' % (graph['title'], counts, graph['python'])]
    for row in [_HEADS] + rows:
        cells = [text.rjust(widths[i]) if i in (2, 3) else text.ljust(widths[i]) for i, text in enumerate(row)]
        lines.append('  '.join(cells).rstrip())
    if len(nodes) > limit:
        lines.append('  … and %s' % _plural(len(nodes) - limit, 'more object'))
    lines.append('> the graph starts here')
    if graph['hidden']['why']:
        lines.append(graph['hidden']['why'])
    return '\n'.join(lines) + '\n'


def _plural(count, noun):
    return '%d %s%s' % (count, noun, '' if count == 1 else 's')


def _row(node, references):
    flags = node['flags']
    notes = ''.join(' (%s)' % flag for flag in ('cycle', 'weak') if flags[flag])
    generation = {None: '-', 3: 'permanent'}.get(node['generation'], node['generation'])
    shown = references[:4] + (['%d more' % (len(references) - 4)] if len(references) > 4 else [])
    return (
        ('> ' if flags['root'] else '  ') + '0x%x' % node['address'],
        node['type'],
        'immortal' if flags['immortal'] else str(node['refcnt']),
        '%d B' % node['size'],
        str(generation),
        node['label'] + notes,
        ', '.join(shown),
    )
