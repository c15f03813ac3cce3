package dev.countersign.masking.detect;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonemetadata.PhoneMetadata;
import com.google.i18n.phonenumbers.Phonemetadata.PhoneMetadataCollection;
import com.google.i18n.phonenumbers.Phonemetadata.PhoneNumberDesc;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Derives the numbering plans from the metadata of libphonenumber: for each country code and each
/// length of at least four, the pairs of digits with which a number of some type can begin.
final class PhonePlanSource {

  private static final int MIN_LENGTH = 4;
  private static final String METADATA =
      "/com/google/i18n/phonenumbers/data/PhoneNumberMetadataProto_";

  private final TreeMap<Integer, TreeMap<Integer, BitSet>> plans = new TreeMap<>();

  /// The lines of the data file.
  List<String> lines() throws IOException {
    PhoneNumberUtil phones = PhoneNumberUtil.getInstance();
    Set<String> regions = new TreeSet<>(phones.getSupportedRegions());
    phones.getSupportedGlobalNetworkCallingCodes().forEach(code -> regions.add("" + code));
    for (String region : regions) {
      read(region);
    }
    return plans.entrySet().stream().map(e -> line(e.getKey(), e.getValue())).toList();
  }

  private void read(String region) throws IOException {
    try (InputStream in = PhoneNumberUtil.class.getResourceAsStream(METADATA + region)) {
      PhoneMetadataCollection regions = new PhoneMetadataCollection();
      regions.readExternal(new ObjectInputStream(in));
      for (PhoneMetadata metadata : regions.getMetadataList()) {
        types(metadata).forEach(type -> add(metadata, type));
      }
    }
  }

  private static Stream<PhoneNumberDesc> types(PhoneMetadata metadata) {
    return Stream.of(
        metadata.getFixedLine(),
        metadata.getMobile(),
        metadata.getTollFree(),
        metadata.getPremiumRate(),
        metadata.getSharedCost(),
        metadata.getPersonalNumber(),
        metadata.getVoip(),
        metadata.getPager(),
        metadata.getUan(),
        metadata.getVoicemail());
  }

  private void add(PhoneMetadata metadata, PhoneNumberDesc type) {
    if (type == null || type.getNationalNumberPattern().isEmpty()) {
      return;
    }
    Pattern pattern = Pattern.compile(type.getNationalNumberPattern());
    List<Integer> lengths =
        type.getPossibleLengthList().isEmpty()
            ? metadata.getGeneralDesc().getPossibleLengthList()
            : type.getPossibleLengthList();
    for (int length : lengths) {
      if (length >= MIN_LENGTH) {
        plans
            .computeIfAbsent(metadata.getCountryCode(), _ -> new TreeMap<>())
            .computeIfAbsent(length, _ -> new BitSet())
            .or(heads(pattern));
      }
    }
  }

  private static BitSet heads(Pattern pattern) {
    BitSet heads = new BitSet();
    for (int head = 0; head < 100; head++) {
      Matcher matcher = pattern.matcher("%02d".formatted(head));
      heads.set(head, matcher.matches() || matcher.hitEnd());
    }
    return heads;
  }

  /// Neighbouring lengths with the same heads are one word.
  private static String line(int code, TreeMap<Integer, BitSet> plan) {
    List<String> words = new ArrayList<>(List.of("" + code));
    int first = 0;
    int last = 0;
    BitSet heads = new BitSet();
    for (Map.Entry<Integer, BitSet> length : plan.entrySet()) {
      if (length.getKey() != last + 1 || !length.getValue().equals(heads)) {
        words.add(word(first, last, heads));
        first = length.getKey();
        heads = length.getValue();
      }
      last = length.getKey();
    }
    words.add(word(first, last, heads));
    words.remove(1);
    return String.join(" ", words);
  }

  private static String word(int first, int last, BitSet heads) {
    return (first == last ? "" + first : first + "-" + last) + ":" + ranges(heads);
  }

  private static String ranges(BitSet heads) {
    List<String> ranges = new ArrayList<>();
    for (int first = heads.nextSetBit(0); first >= 0; ) {
      int last = heads.nextClearBit(first) - 1;
      ranges.add(first == last ? "%02d".formatted(first) : "%02d-%02d".formatted(first, last));
      first = heads.nextSetBit(last + 1);
    }
    return String.join(",", ranges);
  }
}
