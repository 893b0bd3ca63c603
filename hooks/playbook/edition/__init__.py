"""5 view: what one audience reads, in one language, on one day. Nothing behind it knows the rest."""

from playbook.edition.editors import may_edit as may_edit
from playbook.edition.seen import Edition as Edition
from playbook.edition.seen import Seen as Seen
from playbook.edition.seen import View as View
from playbook.edition.seen import entries_of as entries_of
from playbook.edition.seen import view as view
