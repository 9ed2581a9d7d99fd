"""Names of conflict reporting, to stand in for those of the treebanks while training; written by hand, order means nothing."""

GIVEN = (
    "Ahmad Mohammad Abdul Abdullah Nasir Khalid Haji Mullah Mawlawi Sheikh Ali Hassan Hussein Omar Salahuddin Gulbuddin Arif "
    "Amrullah Zabihullah Sirajuddin Yusuf Ibrahim Mahmoud Khaled Bashar Abu Oleh Oleksandr Volodymyr Serhiy Dmytro Andriy "
    "Iryna Yevgeny Sergei Ramzan Aung Min Thein Zaw Ko Nay Abdel Fattah Moussa Amadou Boubacar Ousmane Idriss Salva Riek Abiy "
    "Getachew Debretsion Felix Corneille Jean Bosco Willy Fatima Zahra Leyla Nadia Juan Carlos Jose Luis Rosa Ana Ram Sunil "
    "Prabhakaran Tran Nguyen Isaias Denis"
).split()
SURNAMES = (
    "Massoud Karzai Ghani Rahmani Rabbani Kandahari Haqqani Mujahid Muttaqi Saleh Dostum Noor Hekmatyar Nasrallah Haniyeh "
    "Abbas Saree Haftar Dbeibah Syniehubov Zaluzhny Konashenkov Kadyrov Hlaing Tun Oo Aye Dagalo Burhan Deby Goita Traore "
    "Tchiani Kiir Machar Ahmed Reda Tshisekedi Nangaa Ntaganda Ngoma Kanyuka Hassan Mohamud Roble Barre Godane Shekau Zulum "
    "Buni Petrenko Ivanov Gonzalez Rojas Cristiani Santos Hernandez Perera Fernando Bahadur Sharma Okello Otti Sankoh Taylor "
    "Doe Gbagbo Ouattara Bemba Kabila Nkunda Warsame"
).split()
PLACES = (
    "Panjshir Andarab Baghlan Takhar Badakhshan Kunduz Kabul Kandahar Helmand Nangarhar Jalalabad Ghazni Herat Farah Zabul "
    "Khost Paktia Rokha Idlib Aleppo Homs Daraa Hasakah Raqqa Mosul Kirkuk Sinjar Tikrit Fallujah Taiz Marib Hodeidah Aden "
    "Sanaa Kharkiv Kherson Mariupol Bakhmut Avdiivka Sumy Donetsk Luhansk Zaporizhzhia Khartoum Omdurman Darfur Geneina Nyala "
    "Goma Bukavu Rutshuru Ituri Beni Borno Maiduguri Chibok Zamfara Gao Timbuktu Menaka Mopti Djibo Oromia Tigray Mekelle "
    "Amhara Mogadishu Kismayo Baidoa Galmudug Sagaing Magway Rakhine Kachin Loikaw Jenin Nablus Rafah Gaza Jabalia Jaffna "
    "Mullaitivu Cauca Arauca Medellin Chalatenango Usulutan Ayacucho Cabo Marawi Jolo Basilan Kashmir Quetta Waziristan "
    "Peshawar Bangui Bambari Bunia Gulu Juba Malakal Bentiu Grozny Vukovar"
).split()
GROUPS = (
    "Taliban NRF Taliban ISIS ISIL ISKP RSF SAF SDF YPG PKK M23 ADF FDLR Houthis Hezbollah Hamas Shabaab JNIM AFRF Wagner ELN "
    "FARC TPLF OLA Fano PDF KNLA Tatmadaw Azov LNA GNA Hashd PMF FMLN ARENA LTTE MILF RUF LRA SPLA UNITA RENAMO Seleka CODECO "
    "TTP BLA IDF TNLA"
).split()
PLURALS = ("Taliban", "Houthis", "NRF", "RSF", "Tatmadaw", "Janjaweed", "SDF", "Mujahideen", "Tigrayans", "Contras")
PEOPLES = (
    "Afghan Pakistani Iraqi Syrian Yemeni Russian Ukrainian Sudanese Congolese Rwandan Malian Somali Israeli Palestinian "
    "Houthi Iranian Ethiopian Eritrean Colombian Salvadoran Libyan Lebanese Turkish Kurdish Tamil Chechen Serbian Nigerian"
).split()
PEOPLES_REPLACED = frozenset("American British German French Chinese Japanese Italian Spanish Dutch Mexican".split())
NOT_NAMES = frozenset(
    "january february march april may june july august september october november december monday tuesday wednesday thursday "
    "friday saturday sunday god internet".split()
)
