# earns: Not yet: the collector ran. A count that falls to 0 needs no collector.
def release(box):
    box.clear()
    gc.collect()
