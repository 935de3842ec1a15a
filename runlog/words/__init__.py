"""What people write, heard: one recogniser over one data file a language.

A language *speaks* from its catalogue (`runlog/messages/CODE.toml`) and *listens* by its file here
(`runlog/words/hears/CODE.toml`): tables of concepts, each a list of words, stems and phrases. `text` folds what was
written, `phrases` finds phrases in it, `hears` reads the files; the other modules say what is heard: answers, signs in
notes, places, sports, ground. Nothing outside this package keeps a list of words of people.
"""
