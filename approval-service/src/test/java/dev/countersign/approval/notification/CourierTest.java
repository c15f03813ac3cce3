package dev.countersign.approval.notification;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.countersign.approval.notification.NotificationSettings.Channel;
import dev.countersign.approval.notification.NotificationSettings.Kind;
import dev.countersign.test.Patience;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

class CourierTest {
  private static final Channel LETTERS =
      new Channel(
          "letters",
          Kind.EMAIL,
          null,
          null,
          "countersign@example.com",
          List.of("leads@example.com"),
          Set.of(Occasion.GLASS),
          Set.of());

  @Test
  void aMailServerThatSaysNothingIsNotWaitedForLongerThanAnAttemptMayTake() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
      JavaMailSenderImpl mail = new JavaMailSenderImpl();
      mail.setHost("127.0.0.1");
      mail.setPort(silent.getLocalPort());
      Courier courier = courier(mail);
      assertTimeoutPreemptively(
          Patience.WHERE_NOTHING_IS_SAID,
          () ->
              assertThatExceptionOfType(UndeliveredException.class)
                  .isThrownBy(() -> courier.carry(message(), LETTERS)));
    }
  }

  private static Courier courier(JavaMailSenderImpl mail) {
    NotificationSettings settings =
        new NotificationSettings(
            List.of(LETTERS),
            "operators",
            null,
            Duration.ofSeconds(1),
            20,
            10,
            Duration.ofSeconds(5),
            Duration.ofMinutes(10),
            Duration.ofMillis(200),
            Duration.ofDays(7),
            Duration.ofMinutes(1));
    StaticListableBeanFactory beans = new StaticListableBeanFactory();
    beans.addBean("mail", mail);
    return new Courier(settings, beans.getBeanProvider(JavaMailSender.class), Clock.systemUTC());
  }

  private static Message message() {
    return new Message(
        UUID.randomUUID(),
        "glass",
        UUID.randomUUID(),
        "consumed",
        "alice",
        null,
        "payments",
        "refund",
        null,
        "fire",
        Instant.EPOCH,
        null,
        null);
  }
}
