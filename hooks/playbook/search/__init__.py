"""What pages are found by, and the files in which a browser looks for it.

`reading` takes from a page what is found of it; `files` lists the words of all in what the browser searches
(`theme/finder.mjs`); `words` says what a word is. Pagefind did it before: its engine takes a hundred
kilobytes in the browser, and cannot tell a word from another of the same stem.
"""

from playbook.search.files import ASSETS as ASSETS
from playbook.search.files import Part as Part
from playbook.search.files import write as write
from playbook.search.reading import Record as Record
from playbook.search.reading import read as read
