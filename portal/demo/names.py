"""Names from many backgrounds, put together at random."""

from __future__ import annotations


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


GIRLS = _words(
    """
    Aisha Amelia Anaya Bronwen Chiamaka Chloe Daria Efua Eilidh Esme Fatima Freya Grace Hana Imogen
    Isla Jasmine Kamila Kiran Leila Lerato Lucy Maja Mei Mira Nadia Niamh Nour Olivia Oluchi Phoebe
    Priya Roisin Rosa Ruby Safiya Saoirse Shanice Sofia Tamar Tilly Valentina Wren Xenia Yara Zainab
    Zofia
    """
)
BOYS = _words(
    """
    Aarav Abdi Adam Aled Alfie Amir Bartek Benedict Callum Chidi Cormac Daniel Dawit Declan Devin
    Dylan Elijah Emeka Felix Finlay Gabriel Hamza Harvey Ibrahim Idris Ivo Jaden Jakub Joaquin
    Joshua Kofi Kwame Leo Luca Marcus Mateusz Mihai Noah Obinna Omar Owen Rafael Rhys Rohan Ruben
    Samir Taylor Theo Tobin Viktor Yusuf
    """
)
SURNAMES = _words(
    """
    Abara Adeyemi Ahmed Akhtar Allende Ashworth Baptiste Barlow Begum Birch Bokhari Brook Castell
    Chaudhry Chen Clarke Cohen Corrigan Dale Danso Davies Demir Dhillon Doyle Dudek Ellingham Eze
    Farah Fenwick Ferreira Finch Gallagher Ghebre Gill Green Haddow Haile Hassan Holm Hussain
    Ionescu Iqbal Jallow Jankowski Jones Kamara Kaur Kelly Khan Kowal Lanning Larkin Lee Lewin Malik
    Mansour Marsh Mbeki McCann Mehta Mensah Mirza Morgan Nowak Ockley Odell Okafor Okoro Orme Osman
    Owusu Park Patel Penrose Popescu Praed Quill Rahman Raines Reddy Reyes Rowntree Sadiq Santos
    Sharma Sheikh Silva Singh Smithson Stoica Szymanski Tahir Tamang Tesfaye Thackley Thorne Tran
    Ugwu Usman Vance Varga Walsh Warsame Weaver Wells Whitlock Wojcik Wong Yarrow Yilmaz Young
    Zielinski
    """
)
DOUBLE = 0.06
