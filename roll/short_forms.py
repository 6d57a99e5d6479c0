"""Forenames that people use for one another: short forms, and spellings of one name.

Support for the comparison of names only: it raises a score, it never decides. One line is one name; a form
that stands in two lines belongs to both (Alex).
"""

from __future__ import annotations

from collections import defaultdict

from roll.names import folded

_LINES = """
abigail abbie abby abi gail
abdullah abdul abdallah abdulla
ahmed ahmad ahmet
aisha ayesha aaisha aesha aishah
alexander alex alec alexis sandy xander lex alasdair alistair
alexandra alex lexi sandra sasha alexa
alfred alfie fred alf
amelia amy millie milly mia emilia
andrew andy drew
angela angie angel
anna ann anne annie ana hannah anya
anthony tony antony ant
archibald archie
arthur art artie
barbara barb babs barbie
bartosz bartek bart
benjamin ben benji benny
benedict ben benny
bethany beth bethan
caitlin kate katie kaitlyn catelyn caitlyn
callum calum cal
cameron cam kameron
catherine cath cathy kate katie katherine kathryn kathy kat kitty catharine katharine katarzyna kasia
charles charlie chas chuck
charlotte charlie lottie lotte char
christina chris tina chrissie christine kristina
christopher chris kit topher christian kris
conor connor conner
daniel dan danny
danielle dani danny
david dave davey dai dafydd
deborah deb debbie debra
declan dec deklan
dominic dom dominik
edward ed eddie ted teddy ned
eleanor ellie nell elle elinor eleanora leonora
elijah eli elias
elizabeth liz lizzie beth betty eliza ellie libby lisa elisabeth lily elsie
emily em emmie millie emilie
emma em emmie
ethan eathan
evelyn evie eve eva
ewan euan ewen owen
fatima fatimah fatma fatema
finlay fin finley finn
florence flo florrie flossie
frances fran francesca frankie franny
francis frank frankie
frederick fred freddie freddy frederic
gabriel gabe gabriele
gabriella gabby gabi ella gabrielle
george georgie jorge
georgia georgie georgina
grace gracie
gregory greg
hana hannah hanna
harold harry hal
harriet hattie harri
harrison harry
harvey harv
henry harry hal hank henri
hussain hussein husain hossain
ibrahim ebrahim abraham ibraheem abe
imogen immy immie
isaac ike izaak zac
isabella bella izzy isabel isabelle isobel izabela isla
jack jackson jak
jacob jake jakub jacub kuba jacoub
james jim jimmy jamie jem jaime
jasmine jas jazz jasmin yasmin yasmine
jennifer jen jenny jenni
jeremy jez jem
jessica jess jessie
joanna jo joanne anna
john jon johnny jack ian
jonathan jon johnny jonny jonathon
joseph joe joey jo josef yusuf yousef youssef yusef
joshua josh
joy joyce
jude judah
julia julie jules juliet
kamran cameron
kenneth ken kenny
kieran ciaran keiran kieron
laura laurie lori
lauren laurie loren
lawrence larry laurie laurence
leah lea leia
leo leonard leon leonardo lenny
lewis louis lou luis
lillian lily lil lilly
logan loghan
louise lou louisa
lucas luke luca lukas lukasz
lucy lucie lucia lucille luce
madeleine maddie maddy madeline madison
margaret maggie meg peggy molly daisy greta margo
maria mary marie mariah mia
mariam maryam miriam marium mariyam
martin marty marcin
matilda tilly tilda mattie
matthew matt matty mathew mateusz matthias matteo
maximilian max maxwell maxim
megan meg meghan
michael mike mick mickey michal mikey mihai
mohammed muhammad mohamed mohammad muhammed mohamad mo mohd md
molly mollie
nadia nadja nadya
natalie nat natalia tallie
natasha tasha nat
nathaniel nathan nate nat
niamh neve nieve neave
nicholas nick nicky nico nicolas nicholaus
nicola nicky nikki nicole
noah noa
oliver ollie olly oli
olivia liv livvy livi ollie
oskar oscar
pamela pam
patricia pat trish patsy tricia
patrick pat paddy rick
peter pete piotr
philip phil phillip pip
philippa pippa pip
phoebe phebe feebee
poppy poppie
rachel rach rachael rae
rafael raphael rafe raf rafal
rebecca becky becca bex bekah rebekah
reece rhys reese rees
reuben ruben
rhiannon rhi rhianna
richard rick ricky dick richie rich
robert rob bob bobby robbie bert
roisin rosheen rosie
rosa rose rosie rosemary roza
ruby rubie
ryan rian
samantha sam sammy
samuel sam sammy samir
saoirse seersha sersha saorise
sara sarah sally sadie zara
scarlett scarlet
sean shaun shawn
sebastian seb bas
shannon shan
sofia sophia sophie zofia sofie zosia sofija
stanley stan
stephanie steph stefanie
stephen steve steven stefan
susan sue susie suzanne
taylor tayla tyler
thaddeus tad thad
theodore theo ted teddy teodor
theresa tess terry tessa teresa
thomas tom tommy thom tomasz
timothy tim timmy
tobias toby tobin
valentina val tina
victoria vicky vic tori vikki wiktoria
viktor victor vic vik
william will bill billy liam wills wilhelm
yusra yusrah
zachary zac zach zack zak zachariah
zainab zaynab zeinab zaineb
"""


def _table() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for line in _LINES.split("\n"):
        forms = {folded(form) for form in line.split()}
        for form in forms:
            found[form] |= forms
    return {form: frozenset(others) for form, others in found.items()}


_OF = _table()


def one_name(one: str, other: str) -> bool:
    """Whether two forenames, folded, are forms of one name."""
    return other in _OF.get(one, ())
