"""The tokens of a text.  Differs: they are not given."""


class TokenizerIter:
    def __init__(self, readline, /, *, encoding=None, extra_tokens=False):
        raise NotImplementedError('this Python does not give the tokens of a text')
